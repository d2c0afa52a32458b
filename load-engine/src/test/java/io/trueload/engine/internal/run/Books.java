// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import java.util.function.ToLongFunction;

/** The conservation laws that every result must keep, to the last request. */
final class Books {

    private Books() {}

    static void assertBalanced(LoadResult result) {
        LoadResult.Counts counts = result.counts();
        assertThat(counts.planned()).as("planned = sent + dropped").isEqualTo(counts.sent() + counts.dropped());
        long timed = 0;
        for (Outcome outcome : Outcome.values()) {
            timed += outcome.isTimed() ? counts.of(outcome) : 0;
        }
        assertThat(result.responseTime().count())
                .as("samples = answered + timed out + in flight")
                .isEqualTo(timed);
        assertThat(result.okResponseTime().count()).as("samples of OK requests").isEqualTo(counts.of(Outcome.OK));
        assertThat(result.statusCodes().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .as("status codes = answered")
                .isEqualTo(counts.answered());
        assertThat(sum(result, IntervalResult::sent)).as("intervals: sent").isEqualTo(counts.sent());
        assertThat(sum(result, IntervalResult::ok)).as("intervals: ok").isEqualTo(counts.of(Outcome.OK));
        assertThat(sum(result, IntervalResult::failed)).as("intervals: failed").isEqualTo(counts.errors());
        assertThat(sum(result, interval -> interval.responseTime().count()))
                .as("intervals: timed")
                .isEqualTo(timed);
    }

    private static long sum(LoadResult result, ToLongFunction<IntervalResult> part) {
        return result.intervals().stream().mapToLong(part).sum();
    }
}
