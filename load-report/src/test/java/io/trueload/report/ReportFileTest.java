// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.LoadResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

    @TempDir
    private Path folder;

    private final LoadResult result = Results.rich().build();

    @Test
    void ending_namesTheForm() throws IOException {
        Path json = folder.resolve("a/b/run.json");
        Path log = folder.resolve("RUN.HLOG");

        ReportFile.of(json).write(result);
        ReportFile.of(log).write(result);

        var expected = new ByteArrayOutputStream();
        JsonReport.write(result, expected);
        assertThat(json).hasBinaryContent(expected.toByteArray());
        expected.reset();
        HistogramLog.write(result, expected);
        assertThat(log).hasBinaryContent(expected.toByteArray());
    }

    @Test
    void otherEnding_isRefused() {
        assertThatThrownBy(() -> ReportFile.of(Path.of("out", "run.pdf")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a report file ends in .json or .hlog: " + Path.of("out", "run.pdf"));
    }

    @Test
    void whatCannotBeWritten_isKnownBeforeTheRun() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("run.json"));
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> ReportFile.of(taken).prepare()).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> ReportFile.of(file.resolve("run.json")).prepare())
                .isInstanceOf(IOException.class);
        ReportFile.of(folder.resolve("new/run.json")).prepare();
        assertThat(folder.resolve("new")).isEmptyDirectory();
    }
}
