// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.LoadResult;
import java.util.List;
import org.assertj.core.api.Assert;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/** The chain in which all failures are collected. */
final class SoftChain implements Chain {

    private final SoftAssertionsProvider softly;

    SoftChain(SoftAssertionsProvider softly) {
        this.softly = softly;
    }

    /** Makes the assertions with which the chain begins. */
    LoadResultAssert result(@Nullable LoadResult actual) {
        return proxy(LoadResultAssert.class, LoadResult.class, actual).through(this);
    }

    @Override
    public LatencyDistributionAssert distribution(DistributionSubject subject) {
        return proxy(LatencyDistributionAssert.class, DistributionSubject.class, subject);
    }

    @Override
    public TimeAssert time(TimeSubject subject) {
        return proxy(TimeAssert.class, TimeSubject.class, subject);
    }

    @Override
    @SuppressWarnings("unchecked")
    public ListAssert<IntervalResult> intervals(List<IntervalResult> intervals) {
        return proxy(ListAssert.class, List.class, intervals);
    }

    @Override
    public void report(AssertionError error) {
        softly.collectAssertionError(error);
    }

    @Override
    public Chain muted() {
        return new SoftChain(new SoftAssertions());
    }

    /** Makes a soft assertion by its constructor of one parameter, which need not be what is asserted. */
    @SuppressWarnings("unchecked")
    private <A extends Assert<? extends A, ?>> A proxy(Class<A> type, Class<?> parameter, @Nullable Object argument) {
        return softly.proxy(type, (Class<@Nullable Object>) parameter, argument);
    }
}
