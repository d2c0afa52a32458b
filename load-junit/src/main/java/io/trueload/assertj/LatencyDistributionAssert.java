// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Requirement.Comparison;
import io.trueload.engine.Requirement.Metric;
import io.trueload.engine.Verdict.Judgment;
import java.time.Duration;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * The way from the times of a run to assertions about one of them. It fails where the samples are too few: a percentile
 * is carried if one sample beyond it is to be expected, so 100 samples carry p99.
 *
 * <p>Not final, since soft assertions are subclasses.
 *
 * @since 0.1.0
 */
public class LatencyDistributionAssert extends AbstractAssert<LatencyDistributionAssert, LatencyDistribution> {

    private final DistributionSubject subject;

    /** Made by navigation only. */
    public LatencyDistributionAssert(DistributionSubject subject) {
        super(subject.actual(), LatencyDistributionAssert.class);
        this.subject = subject;
        info.description("%s", subject.description());
    }

    /** Goes to the median. */
    public final TimeAssert p50() {
        return percentile(50);
    }

    /** Goes to the 90th percentile. */
    public final TimeAssert p90() {
        return percentile(90);
    }

    /** Goes to the 95th percentile. */
    public final TimeAssert p95() {
        return percentile(95);
    }

    /** Goes to the 99th percentile. */
    public final TimeAssert p99() {
        return percentile(99);
    }

    /** Goes to the 99.9th percentile. */
    public final TimeAssert p999() {
        return percentile(99.9);
    }

    /**
     * Goes to a percentile.
     *
     * @param percentile more than 0 and less than 100, such as 99.9
     */
    public final TimeAssert percentile(double percentile) {
        return time(new Figure(Metric.PERCENTILE, percentile, subject.ofServiceTime()));
    }

    /** Goes to the arithmetic mean. */
    public final TimeAssert mean() {
        return time(new Figure(Metric.MEAN, 0, subject.ofServiceTime()));
    }

    /** Goes to the longest time. */
    public final TimeAssert max() {
        return time(new Figure(Metric.MAX, 0, subject.ofServiceTime()));
    }

    /** Goes back to the result. */
    public final LoadResultAssert returnToResult() {
        return subject.parent();
    }

    private TimeAssert time(Figure figure) {
        String said = subject.description().saidOf(info);
        if (actual == null) {
            return subject.chain().muted().time(new TimeSubject(null, figure, said, subject.parent()));
        }
        LoadResult result = subject.parent().result();
        Judgment judgment = result.judge(figure.requirement(Comparison.AT_LEAST, Duration.ZERO));
        if (!judgment.carried()) {
            Miss miss = new Miss(
                    figure + ": " + judgment.actual(),
                    "samples >= " + judgment.requirement().samplesNeeded(),
                    "samples = " + actual.count());
            subject.chain().report(miss.error(info, said, result));
            return subject.chain().muted().time(new TimeSubject(null, figure, said, subject.parent()));
        }
        return subject.chain().time(new TimeSubject(measured(actual, figure), figure, said, subject.parent()));
    }

    private static @Nullable Duration measured(LatencyDistribution times, Figure figure) {
        return switch (figure.metric()) {
            case PERCENTILE -> times.percentile(figure.percentile());
            case MEAN -> times.mean();
            case MAX -> times.max();
            case MIN, STDDEV, ERRORS, ERROR_RATE, REQUESTS, RATE -> throw new AssertionError(figure);
        };
    }
}
