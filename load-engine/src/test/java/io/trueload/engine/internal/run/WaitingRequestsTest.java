// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The queue of due requests, alone and under many takers. */
class WaitingRequestsTest {

    private final long[] into = new long[2];

    @Test
    void firstCome_isFirstServed() {
        WaitingRequests waiting = new WaitingRequests(4);
        waiting.add(10, 11);
        waiting.add(20, 21);

        assertThat(waiting.size()).isEqualTo(2);
        assertThat(waiting.take(Long.MAX_VALUE, into)).isTrue();
        assertThat(into).containsExactly(10, 11);
        assertThat(waiting.take(Long.MAX_VALUE, into)).isTrue();
        assertThat(into).containsExactly(20, 21);
        assertThat(waiting.take(Long.MAX_VALUE, into)).isFalse();
        assertThat(waiting.isEmpty()).isTrue();
    }

    @Test
    void take_before_leavesYoungerOnes() {
        WaitingRequests waiting = new WaitingRequests(4);
        waiting.add(10, 10);
        waiting.add(20, 20);

        assertThat(waiting.take(20, into)).isTrue();
        assertThat(waiting.take(20, into)).isFalse();
        assertThat(waiting.size()).isEqualTo(1);
    }

    @Test
    void full_refusesInsteadOfOverwriting() {
        WaitingRequests waiting = new WaitingRequests(3);
        int added = 0;
        while (waiting.add(added, added)) {
            added++;
        }

        assertThat(added).isBetween(3, 4);
        for (int i = 0; i < added; i++) {
            assertThat(waiting.take(Long.MAX_VALUE, into)).isTrue();
            assertThat(into).containsExactly(i, i);
        }
        assertThat(waiting.add(1, 1)).isTrue();
    }

    @Test
    void manyTakers_takeEachRequestOnce() throws InterruptedException {
        int count = 500_000;
        WaitingRequests waiting = new WaitingRequests(64);
        AtomicLong sum = new AtomicLong();
        AtomicLong taken = new AtomicLong();
        AtomicLong torn = new AtomicLong();
        AtomicBoolean added = new AtomicBoolean();
        List<Thread> takers = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            takers.add(new Thread(() -> {
                long[] own = new long[2];
                while (!added.get() || !waiting.isEmpty()) {
                    if (waiting.take(Long.MAX_VALUE, own)) {
                        sum.addAndGet(own[0]);
                        taken.incrementAndGet();
                        if (own[1] != -own[0]) {
                            torn.incrementAndGet();
                        }
                    }
                }
            }));
        }
        takers.forEach(Thread::start);
        for (long i = 1; i <= count; i++) {
            while (!waiting.add(i, -i)) {
                Thread.onSpinWait();
            }
        }
        added.set(true);
        for (Thread taker : takers) {
            taker.join();
        }

        assertThat(taken.get()).isEqualTo(count);
        assertThat(torn.get()).isZero();
        assertThat(sum.get()).isEqualTo((long) count * (count + 1) / 2);
    }
}
