// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times of processors, as files that look like the kernel's. */
class ProcessorTimesTest {

    @TempDir
    private Path folder;

    @Test
    void share_isOfBusyAndIdleTime() throws IOException {
        ProcessorTimes before = read("0-1", "cpu0 10 0 10 100 0 0 0 0 0 0", "cpu1 0 0 0 100 0 0 0 0 0 0");
        ProcessorTimes after = read("0-1", "cpu0 70 5 20 120 5 5 0 0 60 0", "cpu1 0 0 0 200 0 0 0 0 0 0");

        // 75 of 100 ticks of the first, none of 100 of the second; time for guests is in user time already.
        assertThat(after.busySince(before)).hasValue(80.0 / 205);
    }

    @Test
    void holesInTheNumbers_areNoMatter() throws IOException {
        ProcessorTimes before = read("0,2,5-6", "cpu0 0 0 0 0 0 0 0", "cpu2 0 0 0 0 0 0 0", "cpu6 0 0 0 0 0 0 0");
        ProcessorTimes after = read("0,2,5-6", "cpu0 0 0 0 10 0 0 0", "cpu2 0 0 0 10 0 0 0", "cpu6 10 0 0 0 0 0 0");

        assertThat(after.busySince(before)).hasValue(10.0 / 30);
    }

    @Test
    void processorsOfOthers_areNotCounted() throws IOException {
        ProcessorTimes before = read("1", "cpu 0 0 0 0 0 0 0", "cpu0 0 0 0 0 0 0 0", "cpu1 0 0 0 0 0 0 0");
        ProcessorTimes after = read("1", "cpu 90 0 0 10 0 0 0", "cpu0 0 0 0 10 0 0 0", "cpu1 90 0 0 0 0 0 0");

        assertThat(after.busySince(before)).hasValue(1);
    }

    @Test
    void processorThatCame_countsFromTheNextLook() throws IOException {
        ProcessorTimes before = read("0-7", "cpu0 0 0 0 0 0 0 0");
        ProcessorTimes after = read("0-7", "cpu0 5 0 0 5 0 0 0", "cpu7 99999 0 0 0 0 0 0");

        assertThat(after.busySince(before)).hasValue(0.5);
    }

    @Test
    void timesThatFall_countAsNone() throws IOException {
        ProcessorTimes before = read("0", "cpu0 5 0 0 50 9 0 0");
        ProcessorTimes after = read("0", "cpu0 15 0 0 55 3 0 0");

        assertThat(after.busySince(before)).hasValue(1);
    }

    @Test
    void otherSystems_sayNothing() {
        ProcessorTimes none = ProcessorTimes.read(folder.resolve("no"), folder.resolve("no"));

        assertThat(none.busySince(none)).isEmpty();
    }

    private ProcessorTimes read(String allowed, String... lines) throws IOException {
        Files.writeString(folder.resolve("status"), "Name:\tjava\nCpus_allowed_list:\t" + allowed + "\n");
        Files.writeString(folder.resolve("stat"), String.join("\n", lines) + "\nintr 1 2 3\n");
        return ProcessorTimes.read(folder, folder.resolve("stat"));
    }
}
