// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import io.trueload.engine.IntervalResult;
import java.util.List;
import org.assertj.core.api.ListAssert;

/*
 * AssertJ makes assertions soft by a subclass that it generates, and softness is handed on only by methods that it
 * knows by name. Ours it does not know, so whatever they lead to is made here.
 */
/** Makes the assertions to which one navigates, and decides what becomes of a failure on the way there. */
sealed interface Chain permits HardChain, SoftChain {

    /** Makes the assertions about a distribution. */
    LatencyDistributionAssert distribution(DistributionSubject subject);

    /** Makes the assertions about one time. */
    TimeAssert time(TimeSubject subject);

    /** Makes the assertions about the seconds of a run. */
    ListAssert<IntervalResult> intervals(List<IntervalResult> intervals);

    /** Throws an error; or collects it, if that is the way of this chain. */
    void report(AssertionError error);

    /** Returns the chain of whatever follows an error: nothing more is to be heard of it. */
    Chain muted();
}
