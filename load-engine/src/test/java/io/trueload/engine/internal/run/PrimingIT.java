// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.Rate;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrimingIT {

    private final Priming priming = new Priming(Priming.Kind::run);

    private static List<LoadPlan> kinds() {
        TlsSettings tls = TlsSettings.DEFAULT;
        Transport opening = new Transport(false, 1, false, 0, null, tls, 0);
        Transport http2 = new Transport(true, 1, true, 0, null, tls, 0);
        Transport redirecting = new Transport(false, 1, true, 1, null, tls, 0);
        List<LoadPlan> kinds = new ArrayList<>();
        for (String url : List.of("http://127.0.0.1:1/", "HTTPS://127.0.0.1:1/")) {
            for (Transport transport : List.of(Transport.DEFAULT, opening, http2, redirecting)) {
                LoadPlan.Builder plan = LoadPlan.builder().target(url).transport(transport);
                kinds.add(plan.build());
                kinds.add(plan.duration(Duration.ofSeconds(1))
                        .rate(Rate.perSecond(1))
                        .build());
            }
        }
        return kinds;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachKindOfPlan_isPrimedWithWhatItNeeds(LoadPlan plan) throws IOException {
        LoadResult result = Priming.Kind.of(plan).run();

        assertThat(result.counts().of(Outcome.OK)).isPositive();
        assertThat(result.environment().get("protocol"))
                .isEqualTo(plan.transport().http2() ? "HTTP/2" : "HTTP/1.1");
        assertThat(result.environment().containsKey("tlsHandshakes"))
                .isEqualTo(plan.target().getScheme().equals("HTTPS"));
    }

    @Test
    void kinds_areAllDifferent() {
        assertThat(kinds().stream().map(Priming.Kind::of)).doesNotHaveDuplicates();
    }

    @Test
    void eachKindOfPlan_isPrimedOnce() {
        for (LoadPlan plan : kinds().subList(0, 3)) {
            assertThat(priming.prime(plan)).as("%s", plan).isPositive();
            assertThat(priming.prime(plan)).as("%s, again", plan).isZero();
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
