// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.util.List;

/** A chart of one line: a bar of eight heights for each value. */
final class Sparkline {

    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /** Draws the last values against the largest among them; one that is zero or less leaves a gap. */
    static String of(List<? extends Number> values, int width) {
        List<? extends Number> shown = last(values, width);
        double most = most(shown);
        var line = new StringBuilder(shown.size());
        for (Number value : shown) {
            double share = value.doubleValue() / most;
            // The lowest bar is for whatever there is, so that only nothing is a gap.
            int height = (int) Math.ceil(share * BARS.length());
            line.append(value.doubleValue() > 0 ? BARS.charAt(Math.max(1, height) - 1) : ' ');
        }
        return line.toString();
    }

    /** Returns the largest of the values that are drawn; zero if there are none. */
    static double mostOf(List<? extends Number> values, int width) {
        return most(last(values, width));
    }

    private static List<? extends Number> last(List<? extends Number> values, int width) {
        return values.subList(Math.max(0, values.size() - Math.max(0, width)), values.size());
    }

    private static double most(List<? extends Number> values) {
        return values.stream().mapToDouble(Number::doubleValue).max().orElse(0);
    }
}
