// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** From where on series of logarithms keep their level to their end. */
public final class Steadiness {

    /** Smaller changes do not matter: 5 %. */
    private static final double MATTERS = Math.log(1.05);

    /** A step of so many standard deviations is no chance, wherever in a series it is looked for. */
    private static final double STEP_DEVIATIONS = 5;

    /** A drift is looked for in one way only: chance makes one of this size in a thousand series. */
    private static final double TREND_DEVIATIONS = 3.29;

    /** So few values at the beginning are a level of their own only if no later one is like them. */
    private static final int FEW = 3;

    /** So many values in a row off the level are no single stall. */
    private static final int LONG = 5;

    /** Each of them lies so many standard deviations off. */
    private static final double OFF_DEVIATIONS = 3;

    private Steadiness() {}

    /**
     * Returns the first place behind which no series changes its level or drifts; nothing if it lies behind the last one
     * that is allowed. Nothing is ever left out at the end.
     *
     * @param series of equal length
     * @param first the earliest place that is allowed
     * @param last the latest place that is allowed
     */
    public static OptionalInt from(List<double[]> series, int first, int last) {
        int place = first;
        while (place <= last) {
            int from = place;
            int change = series.stream()
                    .mapToInt(values -> Math.max(change(tail(values, from)), disturbance(tail(values, from))))
                    .max()
                    .orElse(0);
            if (change > 0) {
                place += change;
            } else if (series.stream().anyMatch(values -> drifts(tail(values, from)))) {
                place++;
            } else {
                return OptionalInt.of(place);
            }
        }
        return OptionalInt.empty();
    }

    private static double[] tail(double[] values, int from) {
        return Arrays.copyOfRange(values, from, values.length);
    }

    /** Returns where the level changes, or 0 if it does not. */
    private static int change(double[] values) {
        if (values.length < 2 * ChangePoint.LEAST_AFTER) {
            return 0;
        }
        ChangePoint best = ChangePoint.of(values);
        boolean matters = Math.abs(best.step()) >= MATTERS && Math.abs(best.deviations()) >= STEP_DEVIATIONS;
        return matters && (best.index() >= FEW || best.separate()) ? best.index() : 0;
    }

    /** Returns where the last stretch ends in which the values left their level for long, or 0 if there is none. */
    private static int disturbance(double[] values) {
        double[] off = Medians.residuals(values);
        double far = Math.max(MATTERS, OFF_DEVIATIONS * ChangePoint.noise(off));
        int end = 0;
        int length = 0;
        double side = 0;
        for (int i = 0; i < off.length; i++) {
            boolean goesOn = Math.signum(off[i]) == side;
            side = Math.signum(off[i]);
            length = Math.abs(off[i]) < far ? 0 : goesOn ? length + 1 : 1;
            if (length >= LONG) {
                end = i + 1;
            }
        }
        return end;
    }

    private static boolean drifts(double[] values) {
        Trend trend = Trend.of(values);
        return Math.abs(trend.slope()) * values.length >= MATTERS && Math.abs(trend.deviations()) >= TREND_DEVIATIONS;
    }
}
