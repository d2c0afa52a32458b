// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorWaitsTest {

    private static final long MILLI = 1_000_000;

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final ProcessorWaits waits = new ProcessorWaits(nanos::get);
    private Path account;

    @BeforeEach
    void openAccount() throws IOException {
        account = folder.resolve("schedstat");
        stands(70_000, 5);
        waits.add(folder);
        assertThat(waits.longestNanos()).as("what was before").isZero();
    }

    private void stands(long waitedMillis, long times) throws IOException {
        Files.writeString(account, "123456789 " + waitedMillis * MILLI + " " + times + "\n");
    }

    private long longestMillisAfter(long millis) {
        nanos.addAndGet(millis * MILLI);
        return waits.longestNanos() / MILLI;
    }

    @Test
    void oneWait_isWhatWasAdded() throws IOException {
        stands(70_045, 6);

        assertThat(longestMillisAfter(10)).isEqualTo(45);
    }

    @Test
    void wait_thatHasBegunBefore_isWhatTheTimeSinceThenCannotHold() throws IOException {
        // A wait of 45 ms, most of it before the last look, and 9 others after it.
        stands(70_050, 15);

        assertThat(longestMillisAfter(10)).isEqualTo(40);
    }

    @Test
    void manyShortWaits_areNoLongOne() throws IOException {
        stands(71_000, 1_005);

        assertThat(longestMillisAfter(1_000)).isEqualTo(1);
    }

    @Test
    void nothingAdded_isNoWait() throws IOException {
        assertThat(longestMillisAfter(10)).isZero();
        stands(70_000, 7);
        assertThat(longestMillisAfter(10)).isZero();
    }

    @Test
    void waitOfAThreadThatIsMoved_isWhole_whenItEnds() throws IOException {
        stands(70_040, 5);
        assertThat(longestMillisAfter(10)).isZero();
        stands(70_045, 6);

        assertThat(longestMillisAfter(10)).isEqualTo(45);
    }

    @Test
    void twoThreads_theLongerCounts_andEachOnce() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other")).resolve("schedstat");
        Files.writeString(other, "1 0 0\n");
        waits.add(folder.resolve("other"));
        assertThat(longestMillisAfter(10)).isZero();
        stands(70_020, 6);
        Files.writeString(other, "1 " + 30 * MILLI + " 1\n");

        assertThat(longestMillisAfter(10)).isEqualTo(30);
        assertThat(longestMillisAfter(10)).isZero();
    }

    @Test
    void accountThatIsNoneOrGone_isPassedOver() throws IOException {
        waits.add(folder.resolve("nothing"));
        Files.writeString(account, "");

        assertThat(longestMillisAfter(10)).isZero();
        stands(70_012, 6);
        assertThat(longestMillisAfter(10)).as("of a thread that has ended").isZero();
    }
}
