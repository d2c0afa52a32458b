// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.PlanSyntax;
import io.trueload.report.Comparison.Limits;
import java.time.Duration;
import java.util.function.Function;

/** The options that say how much slower is too slow; the same for saved runs and for those that are made. */
final class LimitOptions {

    private final CommandOption tolerance;
    private final CommandOption floor;

    LimitOptions(OptionGroup group) {
        tolerance = group.value("--tolerance", "PERCENT", "how much slower is too slow, at the least (10%)");
        floor = group.value("--floor", "TIME", "differences up to this are never too slow (1ms)");
    }

    /** Returns whether either of them was given. */
    boolean areGiven() {
        return tolerance.value() != null || floor.value() != null;
    }

    /**
     * Returns what was given, or the defaults.
     *
     * @throws RefusedException if a value cannot be read
     */
    Limits limits() {
        double share = read("--tolerance", tolerance, Limits.DEFAULT.tolerance(), ValueSyntax::percent);
        Duration least = read("--floor", floor, Limits.DEFAULT.floor(), PlanSyntax::duration);
        try {
            return new Limits(share, least);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private static <T> T read(String name, CommandOption option, T otherwise, Function<String, T> reading) {
        String text = option.value();
        try {
            return text == null ? otherwise : reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(name + ": " + e.getMessage());
        }
    }
}
