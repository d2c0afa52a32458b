// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.Rate;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PrimingIT {

    private final Priming priming = new Priming();

    @Test
    void eachKindOfPlan_isPrimedOnce() {
        TlsSettings tls = TlsSettings.DEFAULT;
        LoadPlan.Builder plan = LoadPlan.builder().target("http://127.0.0.1:1/");
        for (LoadPlan kind : List.of(
                plan.build(),
                plan.transport(new Transport(false, 1, false, 0, null, tls, 0)).build(),
                plan.transport(new Transport(true, 1, true, 0, null, tls, 0)).build(),
                plan.duration(Duration.ofSeconds(1)).rate(Rate.perSecond(1)).build())) {
            assertThat(priming.prime(kind)).as("%s", kind).isPositive();
            assertThat(priming.prime(kind)).as("%s, again", kind).isZero();
        }
    }

    @Test
    void secondCaller_waitsUntilTheFirstHasPrimed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            LoadPlan plan = LoadPlan.builder().target("http://127.0.0.1:1/").build();
            long begin = System.nanoTime();
            Callable<Call> caller = () -> {
                long took = priming.prime(plan).toNanos();
                return new Call(took, System.nanoTime() - begin);
            };
            List<Future<Call>> callers = threads.invokeAll(List.of(caller, caller));
            Call one = callers.get(0).get();
            Call other = callers.get(1).get();

            long primed = Math.max(one.took(), other.took());
            assertThat(primed).isPositive();
            assertThat(Math.min(one.took(), other.took())).isZero();
            assertThat(List.of(one.elapsed(), other.elapsed()))
                    .allSatisfy(elapsed -> assertThat(elapsed).isGreaterThanOrEqualTo(primed));
        } finally {
            threads.shutdownNow();
        }
    }

    /** What a caller was told, and when, in nanoseconds. */
    private record Call(long took, long elapsed) {}
}
