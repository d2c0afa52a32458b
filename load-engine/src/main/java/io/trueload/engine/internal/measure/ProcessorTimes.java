// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * How long each processor of the machine has been busy and idle, as Linux counts it. Immutable.
 *
 * <p>Processors are told apart by their names, since numbers may be missing and processors may come and go; only shares are
 * told, since the length of a tick differs.
 */
final class ProcessorTimes {

    private static final int IDLE = 3;
    private static final int WAITING = 4;

    /** User, nice, system, idle, waiting for I/O, interrupts, soft interrupts, stolen; time for guests is in user time. */
    private static final int KINDS = 8;

    private final Map<String, long[]> busyAndIdle;

    private ProcessorTimes(Map<String, long[]> busyAndIdle) {
        this.busyAndIdle = busyAndIdle;
    }

    /**
     * Reads the times of the processors that a process may use.
     *
     * @param process its folder, such as {@code /proc/self}
     * @param stat the file with the times, such as {@code /proc/stat}
     */
    static ProcessorTimes read(Path process, Path stat) {
        Set<String> allowed = allowed(process.resolve("status"));
        Map<String, long[]> times = new HashMap<>();
        for (String line : KernelFile.lines(stat)) {
            String[] words = line.split("\\s+", -1);
            if (words.length > WAITING + 1 && (allowed.contains(words[0]) || allowed.isEmpty() && isOne(words[0]))) {
                times.put(words[0], busyAndIdle(words));
            }
        }
        return new ProcessorTimes(times);
    }

    static ProcessorTimes now() {
        return read(Path.of("/proc/self"), Path.of("/proc/stat"));
    }

    /** Returns which share of the time since then the processors were busy, 0 to 1; or nothing if that is unknown. */
    OptionalDouble busySince(ProcessorTimes earlier) {
        long busy = 0;
        long idle = 0;
        for (Map.Entry<String, long[]> entry : busyAndIdle.entrySet()) {
            long[] before = earlier.busyAndIdle.get(entry.getKey());
            if (before != null) {
                // The kernel warns that these may also fall.
                busy += Math.max(0, entry.getValue()[0] - before[0]);
                idle += Math.max(0, entry.getValue()[1] - before[1]);
            }
        }
        return busy + idle == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) busy / (busy + idle));
    }

    private static boolean isOne(String name) {
        return name.startsWith("cpu") && name.length() > "cpu".length();
    }

    private static long[] busyAndIdle(String[] words) {
        long[] sums = new long[2];
        for (int i = 1; i < Math.min(words.length, KINDS + 1); i++) {
            boolean idle = i == IDLE + 1 || i == WAITING + 1;
            sums[idle ? 1 : 0] += Long.parseLong(words[i]);
        }
        return sums;
    }

    /** Returns the names of the processors in a list such as {@code 0-2,7}; none if there is no list. */
    private static Set<String> allowed(Path status) {
        Set<String> names = new TreeSet<>();
        for (String line : KernelFile.lines(status)) {
            if (line.startsWith("Cpus_allowed_list:")) {
                for (String range :
                        line.substring(line.indexOf(':') + 1).strip().split(",", -1)) {
                    String[] ends = range.split("-", 2);
                    int last = Integer.parseInt(ends[ends.length - 1]);
                    for (int i = Integer.parseInt(ends[0]); i <= last; i++) {
                        names.add("cpu" + i);
                    }
                }
            }
        }
        return names;
    }
}
