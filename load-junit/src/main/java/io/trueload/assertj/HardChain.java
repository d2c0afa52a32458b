// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import io.trueload.engine.IntervalResult;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/** The chain in which the first failure ends the test. */
enum HardChain implements Chain {
    INSTANCE;

    @Override
    public LatencyDistributionAssert distribution(DistributionSubject subject) {
        return new LatencyDistributionAssert(subject);
    }

    @Override
    public TimeAssert time(TimeSubject subject) {
        return new TimeAssert(subject);
    }

    @Override
    public ListAssert<IntervalResult> intervals(List<IntervalResult> intervals) {
        return Assertions.assertThat(intervals);
    }

    @Override
    public void report(AssertionError error) {
        throw error;
    }

    @Override
    public Chain muted() {
        return this;
    }
}
