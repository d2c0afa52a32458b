// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.RunListener.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {

    private final CountDownLatch shown = new CountDownLatch(1);

    @Test
    void close_afterProgress_printsTheEndLastAndOnce() throws InterruptedException {
        var err = new ByteArrayOutputStream();
        var display = new ProgressDisplay(new PrintStream(err, true, StandardCharsets.UTF_8), new Marks());

        display.progressed(Progresses.at(1, 0.1, 0));
        assertThat(shown.await(10, TimeUnit.SECONDS)).isTrue();
        display.close();
        display.close();
        display.progressed(Progresses.at(2, 0.2, 0));

        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("<end>").containsOnlyOnce("<end>");
    }

    @Test
    void progressed_standardErrorIsBlocked_returns() throws InterruptedException {
        var release = new CountDownLatch(1);
        var writing = new CountDownLatch(1);
        var display = new ProgressDisplay(
                new PrintStream(new Blocked(writing, release), true, StandardCharsets.UTF_8), new Marks());

        display.progressed(Progresses.at(1, 0.1, 0));
        assertThat(writing.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 1_000; i++) {
            display.progressed(Progresses.at(i, 0.2, 0));
        }

        assertThat(release.getCount()).as("still blocked").isOne();
        release.countDown();
        display.close();
    }

    @Test
    void terminalThatIsBlockedAtTheEnd_isGivenBackWhenItTakesSomethingAgain() throws InterruptedException {
        var release = new CountDownLatch(1);
        var drawing = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var abandoned = new CountDownLatch(1);
        var display = new ProgressDisplay(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8), new ProgressView() {

                    @Override
                    public String show(Progress progress) {
                        drawing.countDown();
                        await(release);
                        return "";
                    }

                    @Override
                    public String end() {
                        ended.countDown();
                        return "";
                    }

                    @Override
                    public void abandon() {
                        abandoned.countDown();
                    }
                });
        display.progressed(Progresses.at(1, 0.1, 0));
        assertThat(drawing.await(10, TimeUnit.SECONDS)).isTrue();

        display.close();
        assertThat(abandoned.getCount()).isZero();
        assertThat(ended.getCount()).isOne();
        release.countDown();

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Waits as a terminal makes one wait, whom no interrupt wakes. */
    private static void await(CountDownLatch latch) {
        boolean released = false;
        while (!released) {
            try {
                released = latch.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                // On with it.
                released = false;
            }
        }
    }

    private final class Marks implements ProgressView {

        @Override
        public String show(Progress progress) {
            shown.countDown();
            return "<" + progress.share() + ">";
        }

        @Override
        public String end() {
            return "<end>";
        }
    }

    /** A stream that is written to but does not take it, like a terminal after Ctrl-S. */
    private static final class Blocked extends OutputStream {

        private final CountDownLatch writing;
        private final CountDownLatch release;

        private Blocked(CountDownLatch writing, CountDownLatch release) {
            this.writing = writing;
            this.release = release;
        }

        @Override
        public void write(int b) throws IOException {
            writing.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
