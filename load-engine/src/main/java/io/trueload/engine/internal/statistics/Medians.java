// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.statistics;

import java.util.Arrays;

/** The value in the middle, and how far others are from it. */
final class Medians {

    private Medians() {}

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Returns the distances from the median. */
    static double[] residuals(double[] values) {
        double median = median(values);
        return Arrays.stream(values).map(value -> value - median).toArray();
    }
}
