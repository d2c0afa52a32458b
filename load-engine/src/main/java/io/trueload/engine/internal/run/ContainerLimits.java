// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a container may use at most, as the control groups of Linux say, of the first or the second version. */
final class ContainerLimits {

    /** Kernels name a number near this where there is no limit. */
    private static final long NO_LIMIT = 1L << 60;

    private static final int DIGITS = 3;

    private final Path root;

    ContainerLimits(Path root) {
        this.root = root;
    }

    static ContainerLimits ofThisProcess() {
        return new ContainerLimits(Path.of("/sys/fs/cgroup"));
    }

    /** Returns the limits that there are, ready for an environment: {@code cpuLimit} and {@code memoryLimitMiB}. */
    Map<String, String> describe() {
        Map<String, String> limits = new LinkedHashMap<>();
        String[] max = words("cpu.max");
        boolean second = max.length == 2;
        long quota = number(second ? max[0] : first("cpu/cpu.cfs_quota_us"));
        long period = number(second ? max[1] : first("cpu/cpu.cfs_period_us"));
        if (quota > 0 && period > 0) {
            limits.put(
                    "cpuLimit",
                    BigDecimal.valueOf(quota)
                            .divide(BigDecimal.valueOf(period), DIGITS, RoundingMode.HALF_UP)
                            .stripTrailingZeros()
                            .toPlainString());
        }
        String memory = first("memory.max");
        long bytes = number(memory.isEmpty() ? first("memory/memory.limit_in_bytes") : memory);
        if (bytes > 0 && bytes < NO_LIMIT) {
            limits.put("memoryLimitMiB", Long.toString(bytes >> 20));
        }
        return limits;
    }

    private String first(String file) {
        String[] words = words(file);
        return words.length == 0 ? "" : words[0];
    }

    private String[] words(String file) {
        try {
            return Files.readString(root.resolve(file)).strip().split("\\s+", -1);
        } catch (IOException e) {
            // Not Linux, or the other version.
            return new String[0];
        }
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
