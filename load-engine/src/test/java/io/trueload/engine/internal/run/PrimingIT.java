// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PrimingIT {

    private final Priming priming = new Priming();

    @Test
    void eachKindOfTransport_isPrimedOnce() {
        TlsSettings tls = TlsSettings.DEFAULT;
        for (Transport transport : List.of(
                Transport.DEFAULT,
                new Transport(false, 1, false, 0, null, tls, 0),
                new Transport(true, 1, true, 0, null, tls, 0))) {
            assertThat(priming.prime(transport)).as("%s", transport).isPositive();
            assertThat(priming.prime(transport)).as("%s, again", transport).isZero();
        }
    }

    @Test
    void secondCaller_waitsUntilTheFirstHasPrimed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            long begin = System.nanoTime();
            Callable<Call> caller = () -> {
                long took = priming.prime(Transport.DEFAULT).toNanos();
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
