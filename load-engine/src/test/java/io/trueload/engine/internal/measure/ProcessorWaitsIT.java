// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** More threads than processors, as the kernel tells of them. */
class ProcessorWaitsIT {

    private static final long MILLI = Duration.ofMillis(1).toNanos();

    @Test
    void threadsThatCompete_haveToWait() {
        assumeTrue(Files.exists(Path.of("/proc/thread-self/schedstat")), "the kernel keeps no account");
        CountDownLatch done = new CountDownLatch(1);
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        long longest = 0;
        try (ProcessorWaits waits = new ProcessorWaits(System::nanoTime)) {
            for (int i = 0; i < 3 * Runtime.getRuntime().availableProcessors(); i++) {
                Thread thread = new Thread(() -> {
                    waits.addCaller();
                    while (done.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                });
                thread.setDaemon(true);
                thread.start();
            }
            while (longest < MILLI && System.nanoTime() < until) {
                LockSupport.parkNanos(10 * MILLI);
                longest = Math.max(longest, waits.longestNanos());
            }
        } finally {
            done.countDown();
        }

        assertThat(longest).isGreaterThanOrEqualTo(MILLI);
    }
}
