// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

    @TempDir
    private Path folder;

    private final LoadResult result = Results.rich().build();

    @Test
    void ending_namesTheForm_inAnyCase() throws IOException {
        Map<String, String> forms = new LinkedHashMap<>(Written.withMessages(result));
        forms.putAll(Written.withoutMessages(result));

        assertThat(forms).hasSize(7);
        for (Map.Entry<String, String> form : forms.entrySet()) {
            Path lower = folder.resolve("a/b/run" + form.getKey());
            Path upper = folder.resolve("RUN" + form.getKey().toUpperCase(Locale.ROOT));

            ReportFile.of(lower).write(result);
            ReportFile.of(upper).write(List.of(new NamedResult("alone", result)));

            assertThat(lower).content().isEqualTo(form.getValue());
            assertThat(upper).hasSameBinaryContentAs(lower);
        }
    }

    @Test
    void severalResults_goIntoAPageOnly() throws IOException {
        List<NamedResult> two = List.of(new NamedResult("a", result), new NamedResult("b", result));
        ReportFile page = ReportFile.of(folder.resolve("both.html"));
        ReportFile json = ReportFile.of(folder.resolve("both.json"));

        page.write(two);

        assertThat(page.holdsSeveral()).isTrue();
        assertThat(page.path()).content().contains("<h1>2 runs</h1>");
        assertThat(json.holdsSeveral()).isFalse();
        assertThatThrownBy(() -> json.write(two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("holds one run, not 2: " + json.path());
        assertThat(json.path()).doesNotExist();
    }

    @Test
    void timesAlone_goIntoTheFormsThatNeedNoMore() throws IOException {
        List<NamedTimes> one = List.of(new NamedTimes("a.hlog", TimesLog.of(result)));
        List<NamedTimes> two = List.of(one.get(0), new NamedTimes("b.hlog", TimesLog.of(result)));

        for (String ending : List.of(".html", ".csv", ".hlog", ".md", ".prom")) {
            ReportFile file = ReportFile.of(folder.resolve("a" + ending));
            assertThat(file.holdsTimes()).as(ending).isTrue();
            file.writeTimes(one);
            assertThat(file.path()).content().as(ending).isNotEmpty();
        }
        for (String ending : List.of(".json", ".xml")) {
            ReportFile file = ReportFile.of(folder.resolve("a" + ending));
            assertThat(file.holdsTimes()).as(ending).isFalse();
            assertThatThrownBy(() -> file.writeTimes(one))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cannot be made of response times alone: " + file.path());
            assertThat(file.path()).doesNotExist();
        }
        assertThatThrownBy(() -> ReportFile.of(folder.resolve("none.md")).writeTimes(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ReportFile.endingsOfTimes()).containsExactly(".html", ".csv", ".hlog", ".md", ".prom");
        ReportFile.of(folder.resolve("both.html")).writeTimes(two);
        assertThat(folder.resolve("both.html")).content().contains("<h1>Response times of 2 runs</h1>");
        assertThatThrownBy(() -> ReportFile.of(folder.resolve("both.md")).writeTimes(two))
                .hasMessage("holds one run, not 2: " + folder.resolve("both.md"));
    }

    @Test
    void otherEnding_isRefused() {
        assertThatThrownBy(() -> ReportFile.of(Path.of("out", "run.pdf")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a report file ends in .html, .json, .csv, .hlog, .xml, .md, .prom: "
                        + Path.of("out", "run.pdf"));
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
