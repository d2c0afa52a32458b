// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A stream is reset, whichever comes first: the stream or the wish to be rid of it. */
class CancellationTest {

    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger resets = new AtomicInteger();

    private boolean reset() {
        resets.incrementAndGet();
        return true;
    }

    @Test
    void cancel_withAStream_resetsIt() {
        cancellation.setDependency(this::reset);

        assertThat(cancellation.isCancelled()).isFalse();
        assertThat(cancellation.cancel()).isTrue();
        assertThat(cancellation.isCancelled()).isTrue();
        assertThat(resets).hasValue(1);
    }

    @Test
    void cancel_beforeTheStream_resetsItWhenItComes() {
        assertThat(cancellation.cancel()).isFalse();
        assertThat(cancellation.isCancelled()).isTrue();
        assertThat(resets).hasValue(0);

        cancellation.setDependency(this::reset);

        assertThat(resets).hasValue(1);
        assertThat(cancellation.isCancelled()).isTrue();
    }

    @Test
    void cancel_atTheSameTimeAsTheStream_resetsIt() throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            var raced = new Cancellation();
            var start = new CountDownLatch(1);
            var thread = new Thread(() -> {
                Eventually.opened("start", start);
                raced.cancel();
            });
            thread.start();
            start.countDown();
            raced.setDependency(this::reset);
            thread.join();

            // A second reset of the same stream does nothing; none at all would leave it open.
            assertThat(resets.getAndSet(0)).as("round %s", i).isBetween(1, 2);
        }
    }
}
