// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.trueload.cli.Doctor.Finding;
import io.trueload.cli.LoopbackFloor.Floor;
import io.trueload.engine.GeneratorHealth.Pauses;
import io.trueload.engine.Machine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DoctorTest {

    private static final Pauses SHORT = new Pauses(ofMillis(20), 0, List.of());
    private static final Pauses LONG = new Pauses(ofMillis(21), 0, List.of());
    private static final long HEAP = 64 << 20;
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

    private static final Finding GOOD = new Finding("clock", "advances in steps of 27ns (limit 1us)", true, "mend it");
    private static final Finding BAD =
            new Finding("hiccups in 2 s", "longest 31.0ms (limit 20ms)", false, "end the others");

    @Test
    void table_allGood_isBelieved() {
        assertThat(Doctor.table(List.of(GOOD))).isEqualTo("""
            clock              advances in steps of 27ns (limit 1us)                      ok

            Verdict: this machine can be believed, up to the rate above
            """);
    }

    @Test
    void table_withAProblem_saysWhatToDo() {
        assertThat(Doctor.table(List.of(GOOD, BAD))).isEqualTo("""
            clock              advances in steps of 27ns (limit 1us)                      ok
            hiccups in 2 s     longest 31.0ms (limit 20ms)                                PROBLEM: end the others

            Verdict: 1 problem; what is measured here may be the generator's own doing
            """);
        assertThat(Doctor.table(List.of(BAD, BAD))).contains("Verdict: 2 problems; ");
    }

    @Test
    void machine_atEveryLimit_isGood() {
        assertThat(Doctor.findings(machine(1_000, 20, SHORT, 1, 0.5, HEAP, 1_100, 1_100)))
                .allMatch(Finding::isGood)
                .extracting(Finding::measured)
                .containsExactly(
                        "advances in steps of 1us (limit 1us)",
                        "longest 20.0ms (limit 20ms), 20.0ms in pauses over 5ms",
                        "2, limited to 1.00, 50 % busy (limit 50 %)",
                        "64 MiB of heap (at least 64)",
                        "1100 (at least 1100 for 1000 connections)",
                        "1100, good for 18 new connections/s");
    }

    @Test
    void machine_thatDoesNotTell_isGood() {
        assertThat(Doctor.findings(machine(0, 0, SHORT, NO_LIMIT, -1, HEAP, -1, -1)))
                .allMatch(Finding::isGood)
                .extracting(Finding::measured)
                .contains("2, not limited", "unknown");
    }

    static Stream<Arguments> machine_beyondOneLimit_hasThatProblemAlone() {
        return Stream.of(
                arguments("clock", "clock source", machine(1_001, 20, SHORT, 1, 0.5, HEAP, 1_100, 1_100)),
                arguments("hiccups in 2 s", "other programs", machine(1_000, 21, SHORT, 1, 0.5, HEAP, 1_100, 1_100)),
                arguments("hiccups in 2 s", "other programs", machine(1_000, 20, LONG, 1, 0.5, HEAP, 1_100, 1_100)),
                arguments("processors", "one processor", machine(1_000, 20, SHORT, 0.99, 0.5, HEAP, 1_100, 1_100)),
                arguments("processors", "end what else", machine(1_000, 20, SHORT, 1, 0.51, HEAP, 1_100, 1_100)),
                arguments("memory", "more memory", machine(1_000, 20, SHORT, 1, 0.5, HEAP - 1, 1_100, 1_100)),
                arguments("file descriptors", "ulimit", machine(1_000, 20, SHORT, 1, 0.5, HEAP, 1_099, 1_100)),
                arguments("local ports", "port_range", machine(1_000, 20, SHORT, 1, 0.5, HEAP, 1_100, 1_099)));
    }

    @ParameterizedTest
    @MethodSource
    void machine_beyondOneLimit_hasThatProblemAlone(String what, String remedy, Machine machine) {
        assertThat(Doctor.findings(machine))
                .filteredOn(finding -> !finding.isGood())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.what()).isEqualTo(what);
                    assertThat(finding.remedy()).contains(remedy);
                });
    }

    @Test
    void floorAndRate_areGoodUpToTheirLimits() {
        assertThat(Doctor.floor(new Floor(ofNanos(80_000), ofMillis(1)))).satisfies(finding -> {
            assertThat(finding.measured()).isEqualTo("p50 80us, p99 1.0ms are our own (limit of p99 1ms)");
            assertThat(finding.isGood()).isTrue();
        });
        assertThat(Doctor.floor(new Floor(ofNanos(80_000), ofNanos(1_000_001))).isGood())
                .isFalse();
        assertThat(Doctor.rate(1_000))
                .isEqualTo(new Finding(
                        "honest rate",
                        "up to 1000/s, against a service on this machine",
                        true,
                        "the generator is late even at low rates; see the lines above"));
        assertThat(Doctor.rate(0).measured()).isEqualTo("not even 1000/s");
        assertThat(Doctor.rate(0).isGood()).isFalse();
    }

    private static Machine machine(
            long clockStepNanos,
            long hiccupMillis,
            Pauses pauses,
            double processorLimit,
            double busy,
            long heapBytes,
            long maxFiles,
            long localPorts) {
        return new Machine(
                ofNanos(clockStepNanos),
                ofMillis(hiccupMillis),
                pauses,
                2,
                processorLimit,
                busy,
                heapBytes,
                maxFiles,
                localPorts);
    }
}
