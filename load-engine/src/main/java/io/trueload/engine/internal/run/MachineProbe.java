// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.Machine;
import io.trueload.engine.internal.measure.ControlGroup;
import io.trueload.engine.internal.measure.HiccupMeter;
import io.trueload.engine.internal.measure.KernelFile;
import io.trueload.engine.internal.measure.ProcessProbe;
import io.trueload.engine.internal.measure.ProcessorWaits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at the machine without any load. */
public final class MachineProbe {

    private static final Path PORTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final Pattern TWO_NUMBERS = Pattern.compile("(\\d{1,9})\\s+(\\d{1,9})");

    private MachineProbe() {}

    /** Looks for some time and says what was found. */
    public static Machine look(Duration howLong) {
        Ticker ticker = SystemClock.systemTicker();
        ControlGroup group = ControlGroup.ofThisProcess();
        ProcessProbe probe = new ProcessProbe(group, ticker::nanos);
        long began = ticker.nanos();
        try (HiccupMeter meter = new HiccupMeter(ticker::nanos, () -> 0, new ProcessorWaits(ticker::nanos))) {
            long until = began + howLong.toNanos();
            for (long now = began; now < until && !Thread.currentThread().isInterrupted(); now = ticker.nanos()) {
                LockSupport.parkNanos(until - now);
            }
            HiccupMeter.Seen seen = meter.take();
            return new Machine(
                    SelfCheck.clockStep(ticker),
                    Duration.ofNanos(seen.longestNanos()),
                    seen.pauses(began),
                    Runtime.getRuntime().availableProcessors(),
                    group.processors(),
                    probe.machineShare(),
                    Runtime.getRuntime().maxMemory(),
                    probe.maxFiles(),
                    localPorts());
        }
    }

    private static long localPorts() {
        List<String> lines = KernelFile.lines(PORTS);
        Matcher ends = TWO_NUMBERS.matcher(lines.isEmpty() ? "" : lines.get(0).strip());
        return ends.matches() ? Long.parseLong(ends.group(2)) - Long.parseLong(ends.group(1)) + 1 : -1;
    }
}
