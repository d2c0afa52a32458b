// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Verdict.Kind;
import io.trueload.report.Baseline;
import io.trueload.report.Comparison;
import io.trueload.report.Comparison.Limits;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Assertions about several runs of one plan. A single run differs from another by chance, so that what takes a comparison is
 * not asserted of one.
 *
 * @since 0.1.0
 */
public final class LoadRunsAssert extends AbstractAssert<LoadRunsAssert, List<LoadResult>> {

    /** Begins assertions about runs. */
    public LoadRunsAssert(@Nullable List<LoadResult> actual) {
        super(actual, LoadRunsAssert.class);
    }

    /**
     * Verifies that the runs are not slower than those of a baseline, by more than 10 % and 1 ms.
     *
     * @throws IllegalArgumentException as {@link #isNotSlowerThan(Baseline, Limits)}
     * @throws TestAbortedException as {@link #isNotSlowerThan(Baseline, Limits)}
     */
    public LoadRunsAssert isNotSlowerThan(Baseline baseline) {
        return isNotSlowerThan(baseline, Limits.DEFAULT);
    }

    /**
     * Verifies that the runs are not slower than those of a baseline. It fails only if for p50, p90 or p99 the whole confidence
     * interval of the ratio is beyond the tolerance, and the difference beyond the floor; or if clearly more requests failed.
     *
     * @throws IllegalArgumentException if a side has fewer than 5 runs, or both are not of one plan
     * @throws TestAbortedException if the runs cannot tell, or are of another machine than the baseline
     */
    public LoadRunsAssert isNotSlowerThan(Baseline baseline, Limits limits) {
        requireNonNull(baseline, "baseline");
        requireNonNull(limits, "limits");
        isNotNull();
        Comparison comparison = Comparison.of(baseline, Baseline.of(requireNonNull(actual)), limits);
        if (comparison.kind() == Kind.PASS) {
            return this;
        }
        String reasons = String.join("; ", comparison.reasons());
        String table = "\n\n" + comparison.render().stripTrailing();
        if (comparison.kind() != Kind.FAIL) {
            throw new TestAbortedException(comparison.kind() + ": " + reasons + table);
        }
        String claim = "not slower than the baseline by more than " + limits;
        throw new Miss(claim + ", but " + reasons + table, claim, reasons).error(info, info.descriptionText());
    }
}
