// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock between two JVMs, as Surefire's forks are. */
class ForkLockIT {

    @TempDir
    private Path directory;

    @Test
    void otherJvmWithTheLock_isWaitedFor_untilItEnds() throws Exception {
        Process other = start();
        try (var output = new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("locked");
            CountDownLatch acquired = new CountDownLatch(1);
            Thread waiting = new Thread(() -> acquire(acquired));
            waiting.start();
            assertThat(acquired.await(200, TimeUnit.MILLISECONDS)).isFalse();

            // Killed, not asked: a build that was stopped must not block the next one.
            other.destroyForcibly().waitFor();

            assertThat(acquired.await(20, TimeUnit.SECONDS)).isTrue();
            waiting.join();
        } finally {
            other.destroyForcibly();
        }
    }

    private void acquire(CountDownLatch acquired) {
        try (MachineLock lock = MachineLock.acquire(file(), path -> {})) {
            if (!lock.waited().isZero()) {
                acquired.countDown();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private Path file() {
        return directory.resolve("load.lock");
    }

    /** Takes the lock, says so, and keeps it until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws InterruptedException {
            try (MachineLock lock = MachineLock.acquire(Path.of(args[0]), path -> {})) {
                System.out.println(lock.waited().isZero() ? "locked" : "waited");
                new CountDownLatch(1).await();
            }
        }
    }
}
