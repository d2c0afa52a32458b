// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files results are written to. */
class ReportFilesTest {

    private static final LoadResult RESULT =
            Results.of(LoadPlan.builder().target("http://localhost/").build()).result();

    @TempDir
    private Path directory;

    @Test
    void runsOfOneJvm_neverWriteOverOneAnother() throws IOException {
        assertThat(files().write(RESULT)).isEqualTo(directory.resolve("reports/org.shop.LoadIT.items.json"));
        assertThat(files().write(RESULT)).isEqualTo(directory.resolve("reports/org.shop.LoadIT.items-2.json"));

        assertThat(directory.resolve("reports/org.shop.LoadIT.items.hlog")).isNotEmptyFile();
        assertThat(directory.resolve("reports/org.shop.LoadIT.items-2.hlog")).isNotEmptyFile();
    }

    @Test
    void filesOfAnEarlierBuild_areWrittenOver() throws IOException {
        Path old = files().write(RESULT);
        Files.writeString(old, "old");
        Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2026-11-01T00:00:00Z")));

        assertThat(files().write(RESULT)).isEqualTo(old);
        assertThat(old).content().startsWith("{").contains("\"schema\": \"trueload-result/1\"");
    }

    @Test
    void directoryThatCannotBe_isAnIoException() throws IOException {
        Files.writeString(directory.resolve("reports"), "a file");

        assertThatThrownBy(() -> files().write(RESULT)).isInstanceOf(IOException.class);
    }

    private ReportFiles files() {
        return new ReportFiles(directory.resolve("reports"), new TestName("org.shop.LoadIT", "items", 0));
    }
}
