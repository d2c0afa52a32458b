// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TimerSlackTest {

    private static final Path OWN = Path.of("/proc/thread-self");

    /** Returns the setting of the calling thread, in nanoseconds; skips the test where a thread cannot set it. */
    static String ofThisThread() throws IOException {
        assumeThat(OWN).as("Linux").exists();
        Path thread = Files.readSymbolicLink(OWN).getFileName();
        Path file = Path.of("/proc").resolve(thread).resolve("timerslack_ns");
        assumeThat(file).as("Linux that lets a thread set it").isWritable();
        return Files.readString(file).strip();
    }

    @Test
    void takenFromAThread_isGivenBack() throws IOException {
        String before = ofThisThread();
        TimerSlack slack = TimerSlack.takeFromCaller();
        String during = ofThisThread();
        slack.giveBack();

        assumeThat(before).as("not set by whoever runs this").isNotEqualTo("1");
        assertThat(during).isEqualTo("1");
        assertThat(ofThisThread()).isEqualTo(before);
    }
}
