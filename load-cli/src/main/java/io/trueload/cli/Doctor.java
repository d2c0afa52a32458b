// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.LoadEngine;
import io.trueload.engine.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether this machine can be believed as a generator, and up to which rate: {@code trueload doctor}. */
final class Doctor {

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration HICCUP = Duration.ofMillis(20);
    private static final Duration CLOCK_STEP = Duration.ofNanos(1_000);
    private static final Duration FLOOR_P99 = Duration.ofMillis(1);
    private static final double BUSY = 0.5;

    /** The default limit of connections of an open workload, and what a JVM has open besides. */
    private static final long FILES = 1_100;

    /** How long a closed connection keeps its port. */
    private static final int PORT_SECONDS = 60;

    private static final int LEAST_RATE = 1_000;

    private final Messages messages;

    Doctor(PrintStream err) {
        messages = new Messages(err);
    }

    /** Looks at the machine and returns what it found. */
    List<Finding> findings() throws IOException {
        messages.note("looking at this machine; this takes about 20 seconds");
        List<Finding> findings = new ArrayList<>(findings(LoadEngine.examine(LOOK)));
        try (StubProcess stub = StubProcess.start();
                LoadEngine engine = LoadEngine.create()) {
            LoopbackFloor floor = new LoopbackFloor(engine, stub.url());
            findings.add(floor(floor.measure()));
            findings.add(rate(floor.highestRate()));
        }
        return findings;
    }

    /** Returns what follows from what a machine offers. */
    static List<Finding> findings(Machine machine) {
        return List.of(
                clock(machine), hiccups(machine), processors(machine), memory(machine), files(machine), ports(machine));
    }

    /** Returns the findings as a table with a verdict. */
    static String table(List<Finding> findings) {
        var text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-18s %-58s %s\n",
                    finding.what(),
                    finding.measured(),
                    finding.isGood() ? "ok" : "PROBLEM: " + finding.remedy()));
        }
        long problems = findings.stream().filter(finding -> !finding.isGood()).count();
        return text.append(
                        problems == 0
                                ? "\nVerdict: this machine can be believed, up to the rate above\n"
                                : "\nVerdict: " + problems + (problems == 1 ? " problem" : " problems")
                                        + "; what is measured here may be the generator's own doing\n")
                .toString();
    }

    private static Finding clock(Machine machine) {
        return new Finding(
                "clock",
                "advances in steps of " + time(machine.clockStep()) + " (limit 1us)",
                machine.clockStep().compareTo(CLOCK_STEP) <= 0,
                "let the system use a finer clock source");
    }

    private static Finding hiccups(Machine machine) {
        return new Finding(
                "hiccups in " + LOOK.toSeconds() + " s",
                "longest " + time(machine.maxHiccup()) + " (limit 20ms), "
                        + time(machine.pauses().total()) + " in pauses over 5ms",
                machine.maxHiccup().compareTo(HICCUP) <= 0
                        && machine.pauses().total().compareTo(HICCUP) <= 0,
                "something takes the processors away: other programs, or the host of a virtual machine");
    }

    private static Finding processors(Machine machine) {
        boolean limited = Double.isFinite(machine.processorLimit());
        return new Finding(
                "processors",
                machine.processors()
                        + (limited
                                ? String.format(Locale.ROOT, ", limited to %.2f", machine.processorLimit())
                                : ", not limited")
                        + (machine.busy() < 0
                                ? ""
                                : String.format(Locale.ROOT, ", %.0f %% busy (limit 50 %%)", machine.busy() * 100)),
                machine.busy() <= BUSY && machine.processorLimit() >= 1,
                machine.busy() > BUSY
                        ? "end what else runs on them"
                        : "give the container one processor or more, or it is stopped again and again");
    }

    private static Finding memory(Machine machine) {
        long mebibytes = machine.heapBytes() >> 20;
        return new Finding("memory", mebibytes + " MiB of heap (at least 64)", mebibytes >= 64, "give it more memory");
    }

    private static Finding files(Machine machine) {
        boolean known = machine.maxFiles() >= 0;
        return new Finding(
                "file descriptors",
                known ? machine.maxFiles() + " (at least " + FILES + " for 1000 connections)" : "unknown",
                !known || machine.maxFiles() >= FILES,
                "raise the limit (ulimit -n), or use fewer connections");
    }

    private static Finding ports(Machine machine) {
        boolean known = machine.localPorts() >= 0;
        return new Finding(
                "local ports",
                known
                        ? machine.localPorts() + ", good for " + machine.localPorts() / PORT_SECONDS
                                + " new connections/s"
                        : "unknown",
                !known || machine.localPorts() >= FILES,
                "widen net.ipv4.ip_local_port_range, or keep connections alive");
    }

    static Finding floor(LoopbackFloor.Floor floor) {
        return new Finding(
                "loopback floor",
                "p50 " + time(floor.p50()) + ", p99 " + time(floor.p99()) + " are our own (limit of p99 1ms)",
                floor.p99().compareTo(FLOOR_P99) <= 0,
                "this machine is slow or busy; times and differences below that are the generator's own");
    }

    static Finding rate(int rate) {
        return new Finding(
                "honest rate",
                rate == 0 ? "not even " + LEAST_RATE + "/s" : "up to " + rate + "/s, against a service on this machine",
                rate >= LEAST_RATE,
                "the generator is late even at low rates; see the lines above");
    }

    private static String time(Duration time) {
        long nanos = time.toNanos();
        if (nanos < 1_000) {
            return nanos + "ns";
        }
        return nanos < 1_000_000
                ? String.format(Locale.ROOT, "%.0fus", nanos / 1e3)
                : String.format(Locale.ROOT, "%.1fms", nanos / 1e6);
    }

    /**
     * One thing looked at.
     *
     * @param remedy what to do if it is not good
     */
    record Finding(String what, String measured, boolean isGood, String remedy) {}
}
