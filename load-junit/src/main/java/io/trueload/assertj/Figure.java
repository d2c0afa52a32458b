// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import io.trueload.engine.PlanSyntax;
import io.trueload.engine.Requirement;
import io.trueload.engine.Requirement.Comparison;
import io.trueload.engine.Requirement.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/**
 * Which number of a distribution is meant.
 *
 * @param percentile for {@link Metric#PERCENTILE}; else 0
 */
record Figure(Metric metric, double percentile, boolean ofServiceTime) {

    /** Checks the percentile, and that the parts belong together. */
    Figure {
        if (metric == Metric.PERCENTILE && !(percentile > 0 && percentile < 100)) {
            throw new IllegalArgumentException("percentile must be between 0 and 100, both excluded: " + percentile);
        }
    }

    /** Returns the requirement that the figure compares so with a limit. */
    Requirement requirement(Comparison comparison, Duration limit) {
        String text = this + " " + comparison.symbol() + " " + PlanSyntax.format(limit);
        double nanos = limit.getSeconds() * 1e9 + limit.getNano();
        return new Requirement(text, ofServiceTime, metric, percentile, comparison, nanos);
    }

    @Override
    public String toString() {
        String name = metric == Metric.PERCENTILE
                ? "p" + BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString()
                : metric.name().toLowerCase(Locale.ROOT);
        return name + (ofServiceTime ? " of service time" : " of response time");
    }
}
