// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock within one JVM; ForkLockIT has the one between JVMs. */
class MachineLockTest {

    @TempDir
    private Path directory;

    @Test
    void freeLock_isNotWaitedFor() throws InterruptedException {
        try (MachineLock lock = MachineLock.acquire(file(), path -> {})) {
            assertThat(lock.waited()).isZero();
        }
        try (MachineLock again = MachineLock.acquire(file(), path -> {})) {
            assertThat(again.waited()).isZero();
        }
    }

    @Test
    void takenLock_isWaitedFor_andTheWaitIsTold() throws InterruptedException {
        AtomicReference<Duration> waited = new AtomicReference<>();
        CountDownLatch acquired = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            try (MachineLock lock = MachineLock.acquire(file(), path -> {})) {
                waited.set(lock.waited());
                acquired.countDown();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        try (MachineLock lock = MachineLock.acquire(file(), path -> {})) {
            assertThat(lock.waited()).isZero();
            other.start();
            assertThat(acquired.await(100, TimeUnit.MILLISECONDS)).isFalse();
        }

        assertThat(acquired.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(waited.get()).isPositive();
        other.join();
    }

    @Test
    void interrupt_endsTheWait() throws InterruptedException {
        try (MachineLock lock = MachineLock.acquire(file(), path -> {})) {
            assertThat(lock.waited()).isZero();
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> MachineLock.acquire(file(), path -> {}).close())
                    .isInstanceOf(InterruptedException.class)
                    .hasMessage("interrupted while another load test was running on this machine");
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    void link_isNotFollowed() throws Exception {
        Path precious = Files.writeString(directory.resolve("precious"), "content");
        Files.createSymbolicLink(file(), precious);

        assertThatThrownBy(() -> MachineLock.acquire(file(), path -> {}).close())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot lock " + file() + ", which keeps load tests from running at once");
        assertThat(precious).hasContent("content");
    }

    private Path file() {
        return directory.resolve("load.lock");
    }
}
