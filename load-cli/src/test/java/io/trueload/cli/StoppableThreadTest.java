// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoppableThreadTest {

    private final AtomicInteger also = new AtomicInteger();
    private final StoppableThread thread = new StoppableThread(Thread.currentThread());

    @Test
    void stop_beforeItHasLeft_interruptsUntilItLeaves() {
        thread.stop(also::incrementAndGet);

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(also).hasValue(1);

        thread.leave();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void stop_afterItHasLeft_doesNothing() {
        thread.leave();

        thread.stop(also::incrementAndGet);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(also).hasValue(0);
    }
}
