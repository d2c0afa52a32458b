// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchedOutputTest {

    private final AtomicInteger alarms = new AtomicInteger();

    @Test
    void write_aHealthyStream_passesBytesOn() throws IOException {
        var target = new ByteArrayOutputStream();
        var output = new WatchedOutput(target);
        output.whenBroken(alarms::incrementAndGet);

        output.write('a');
        output.write(new byte[] {'x', 'b', 'c', 'x'}, 1, 2);
        output.flush();

        assertThat(target).hasToString("abc");
        assertThat(alarms).hasValue(0);
    }

    @Test
    void write_aBrokenStream_throwsEachTimeAndTellsOnce() {
        var output = new WatchedOutput(new Broken());
        output.whenBroken(alarms::incrementAndGet);

        assertThatIOException().isThrownBy(() -> output.write('a')).withMessage("Broken pipe");
        assertThatIOException().isThrownBy(output::flush).withMessage("Broken pipe");

        assertThat(alarms).hasValue(1);
    }

    private static final class Broken extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }

        @Override
        public void flush() throws IOException {
            throw new IOException("Broken pipe");
        }
    }
}
