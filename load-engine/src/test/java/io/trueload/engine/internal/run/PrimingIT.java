// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import java.util.List;
import java.util.stream.IntStream;
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
        var took = new long[2];
        var elapsed = new long[2];
        long begin = System.nanoTime();
        List<Thread> callers = IntStream.range(0, 2)
                .mapToObj(caller -> new Thread(() -> {
                    took[caller] = priming.prime(Transport.DEFAULT).toNanos();
                    elapsed[caller] = System.nanoTime() - begin;
                }))
                .toList();
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }

        long primed = Math.max(took[0], took[1]);
        assertThat(took).containsExactlyInAnyOrder(0, primed);
        assertThat(Math.min(elapsed[0], elapsed[1])).isGreaterThanOrEqualTo(primed);
    }
}
