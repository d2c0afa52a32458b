// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.report.ReportFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReportPagesTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @Test
    void load_isWaitedFor() throws IOException, InterruptedException {
        ReportPages pages = pages(LONG);
        var closing = new Thread(pages::close);
        closing.setDaemon(true);

        try (MachineLock others = MachineLock.acquire(lock(), path -> {})) {
            assertThat(others.waited()).isZero();
            closing.start();
            while (closing.isAlive() && closing.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            assertThat(folder).isDirectoryNotContaining("glob:**.html");
        }
        closing.join();

        assertPages();
    }

    @Test
    void loadThatGoesOn_isNotWaitedForLong() throws IOException, InterruptedException {
        ReportPages pages = pages(Duration.ofMillis(50));

        try (MachineLock others = MachineLock.acquire(lock(), path -> {})) {
            assertThat(others.waited()).isZero();
            pages.close();
        }

        assertPages();
    }

    @Test
    void lockThatCannotBeHad_isDoneWithout() throws IOException {
        ReportPages pages = new ReportPages(folder, LONG);
        pages.add(result());

        pages.close();

        assertPages();
    }

    @Test
    void noResult_waitsForNobody() throws InterruptedException {
        try (MachineLock others = MachineLock.acquire(lock(), path -> {})) {
            assertThat(others.waited()).isZero();
            new ReportPages(lock(), LONG).close();
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.html");
    }

    private ReportPages pages(Duration patience) throws IOException {
        var pages = new ReportPages(lock(), patience);
        pages.add(result());
        return pages;
    }

    private Path result() throws IOException {
        Path json = folder.resolve("shop.LoadIT.items.json");
        ReportFile.of(json)
                .write(Results.of(LoadPlan.builder().target("http://127.0.0.1/").build())
                        .result());
        return json;
    }

    private Path lock() {
        return folder.resolve("load.lock");
    }

    private void assertPages() {
        assertThat(folder.resolve("shop.LoadIT.items.html")).content().contains("<h1>");
        assertThat(folder.resolve("index.html")).content().contains("shop.LoadIT.items.html");
    }
}
