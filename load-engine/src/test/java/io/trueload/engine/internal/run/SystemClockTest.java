// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The clock that times are taken from is the one that nobody can set. */
class SystemClockTest {

    @Test
    void systemTicker_liesBetweenTwoReadingsOfTheMonotonicClock() {
        Ticker ticker = SystemClock.systemTicker();
        for (int i = 0; i < 1_000; i++) {
            long before = System.nanoTime();
            long now = ticker.nanos();
            long after = System.nanoTime();

            // Differences, since the clock may overflow.
            assertThat(now - before).isNotNegative();
            assertThat(after - now).isNotNegative();
        }
    }
}
