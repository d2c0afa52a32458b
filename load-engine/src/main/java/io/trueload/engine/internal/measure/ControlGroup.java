// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a process may use, for how long that stopped it, and for how long something in its group waited for a processor, as the
 * control groups of Linux say, of the first or the second version.
 *
 * <p>A limit of a group holds for all below it, so each is looked for from the process's own group up. In a container the
 * groups are seen from inside or from outside, so a group that isn't there is looked for at the root.
 */
public final class ControlGroup {

    /** Kernels name a number near this where there is no limit. */
    private static final long NO_LIMIT = 1L << 60;

    private static final long NANOS_PER_MICRO = 1_000;

    private static final String TOTAL = " total=";

    private final Path machinePressure;
    private final List<Path> second;
    private final List<Path> cpu;
    private final List<Path> memory;

    /**
     * Finds the groups of a process.
     *
     * @param membership the file that names them, such as {@code /proc/self/cgroup}
     * @param root where they are mounted, such as {@code /sys/fs/cgroup}
     * @param machinePressure what stands for groups that tell no pressure, such as {@code /proc/pressure/cpu}
     */
    public ControlGroup(Path membership, Path root, Path machinePressure) {
        this.machinePressure = machinePressure;
        List<String> lines = KernelFile.lines(membership);
        second = folders(root, lines, "");
        cpu = folders(root.resolve("cpu"), lines, "cpu");
        memory = folders(root.resolve("memory"), lines, "memory");
    }

    /** Returns those of this process. */
    public static ControlGroup ofThisProcess() {
        return new ControlGroup(Path.of("/proc/self/cgroup"), Path.of("/sys/fs/cgroup"), Path.of("/proc/pressure/cpu"));
    }

    /** Returns how many processors the process may use at most, or infinity if nothing limits them. */
    public double processors() {
        double least = Double.POSITIVE_INFINITY;
        for (Path folder : second) {
            String[] max = words(folder.resolve("cpu.max"));
            least = Math.min(least, max.length == 2 ? ratio(max[0], max[1]) : Double.POSITIVE_INFINITY);
        }
        for (Path folder : cpu) {
            least = Math.min(
                    least,
                    ratio(first(folder.resolve("cpu.cfs_quota_us")), first(folder.resolve("cpu.cfs_period_us"))));
        }
        return least;
    }

    /** Returns how many bytes of memory the process may use at most, or -1 if nothing limits them. */
    public long memoryBytes() {
        long least = Long.MAX_VALUE;
        for (Path folder : second) {
            least = Math.min(least, limit(first(folder.resolve("memory.max"))));
        }
        for (Path folder : memory) {
            least = Math.min(least, limit(first(folder.resolve("memory.limit_in_bytes"))));
        }
        return least == Long.MAX_VALUE ? -1 : least;
    }

    /** Returns for how long limits have stopped the process until now, in nanoseconds; 0 if that is not told. */
    public long throttledNanos() {
        long most = 0;
        for (Path folder : second) {
            most = Math.max(most, value(folder.resolve("cpu.stat"), "throttled_usec") * NANOS_PER_MICRO);
        }
        for (Path folder : cpu) {
            most = Math.max(most, value(folder.resolve("cpu.stat"), "throttled_time"));
        }
        return most;
    }

    /**
     * Returns for how long something in the process's group waited for a processor until now, in nanoseconds; or -1 if that
     * is not told. Source: the kernel's pressure stall information.
     */
    public long pressureNanos() {
        for (Path folder : second) {
            long own = pressureNanos(folder.resolve("cpu.pressure"));
            if (own >= 0) {
                return own;
            }
        }
        return pressureNanos(machinePressure);
    }

    private static long pressureNanos(Path file) {
        for (String line : KernelFile.lines(file)) {
            int total = line.indexOf(TOTAL);
            if (line.startsWith("some ") && total >= 0) {
                long micros = number(line.substring(total + TOTAL.length()).strip());
                return micros < 0 ? -1 : micros * NANOS_PER_MICRO;
            }
        }
        return -1;
    }

    /** Returns the group of a controller and all above it. */
    private static List<Path> folders(Path root, List<String> membership, String controller) {
        List<Path> folders = new ArrayList<>();
        for (String line : membership) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && Arrays.asList(parts[1].split(",", -1)).contains(controller)) {
                Path own = root.resolve(parts[2].replaceFirst("^/+", "")).normalize();
                for (Path folder = own; folder != null && folder.startsWith(root); folder = folder.getParent()) {
                    folders.add(folder);
                }
            }
        }
        return folders.isEmpty() ? List.of(root) : folders;
    }

    private static double ratio(String quota, String period) {
        long of = number(quota);
        long each = number(period);
        return of > 0 && each > 0 ? (double) of / each : Double.POSITIVE_INFINITY;
    }

    private static long limit(String text) {
        long bytes = number(text);
        return bytes > 0 && bytes < NO_LIMIT ? bytes : Long.MAX_VALUE;
    }

    private static long value(Path file, String name) {
        for (String line : KernelFile.lines(file)) {
            if (line.startsWith(name + " ")) {
                return Math.max(0, number(line.substring(name.length() + 1).strip()));
            }
        }
        return 0;
    }

    private static String first(Path file) {
        String[] words = words(file);
        return words.length == 0 ? "" : words[0];
    }

    private static String[] words(Path file) {
        List<String> lines = KernelFile.lines(file);
        return lines.isEmpty() ? new String[0] : lines.get(0).strip().split("\\s+", -1);
    }

    /** Returns a number, or -1 for a word such as {@code max}. */
    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
