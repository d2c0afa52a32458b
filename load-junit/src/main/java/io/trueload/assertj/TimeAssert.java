// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Requirement.Comparison;
import io.trueload.engine.Verdict.Judgment;
import java.time.Duration;
import org.assertj.core.api.AbstractDurationAssert;

/**
 * Assertions about one time of a distribution: a percentile, the mean or the longest.
 *
 * <p>Not final, since soft assertions are subclasses.
 *
 * @since 0.1.0
 */
public class TimeAssert extends AbstractDurationAssert<TimeAssert> {

    private final TimeSubject subject;

    /** Made by navigation only. */
    public TimeAssert(TimeSubject subject) {
        super(subject.actual(), TimeAssert.class);
        this.subject = subject;
        info.description("%s", subject.description());
    }

    /** Goes back to the result. */
    public final LoadResultAssert returnToResult() {
        return subject.parent();
    }

    @Override
    public TimeAssert isLessThan(Duration limit) {
        return holds(Comparison.LESS, limit);
    }

    @Override
    public TimeAssert isLessThanOrEqualTo(Duration limit) {
        return holds(Comparison.AT_MOST, limit);
    }

    @Override
    public TimeAssert isGreaterThan(Duration limit) {
        return holds(Comparison.GREATER, limit);
    }

    @Override
    public TimeAssert isGreaterThanOrEqualTo(Duration limit) {
        return holds(Comparison.AT_LEAST, limit);
    }

    private TimeAssert holds(Comparison comparison, Duration limit) {
        requireNonNull(limit, "limit");
        isNotNull();
        LoadResult result = subject.parent().result();
        Judgment judgment = result.judge(subject.figure().requirement(comparison, limit));
        if (!judgment.met()) {
            throw Miss.of(judgment).error(info, subject.description().saidOf(info), result);
        }
        return this;
    }
}
