// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.internal.measure.ControlGroup;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a container may use at most, as words for the environment of a result. */
final class ContainerLimits {

    private static final int DIGITS = 3;

    private final ControlGroup group;

    ContainerLimits(ControlGroup group) {
        this.group = group;
    }

    /** Returns the limits that there are, ready for an environment: {@code cpuLimit} and {@code memoryLimitMiB}. */
    Map<String, String> describe() {
        Map<String, String> limits = new LinkedHashMap<>();
        double processors = group.processors();
        if (Double.isFinite(processors)) {
            limits.put(
                    "cpuLimit",
                    BigDecimal.valueOf(processors)
                            .setScale(DIGITS, RoundingMode.HALF_UP)
                            .stripTrailingZeros()
                            .toPlainString());
        }
        long bytes = group.memoryBytes();
        if (bytes > 0) {
            limits.put("memoryLimitMiB", Long.toString(bytes >> 20));
        }
        return limits;
    }
}
