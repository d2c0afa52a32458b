// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.trueload.cli.CommandProcess.Ended;
import io.trueload.engine.LoadResult;
import io.trueload.report.JsonReport;
import io.trueload.report.TextReport;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Report files, of a run and of saved runs. */
class ReportIT {

    private static final List<String> ENDINGS = List.of(".html", ".json", ".csv", ".hlog", ".xml", ".md", ".prom");

    private final TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ofMillis(1)));
    private final String url = server.uri("/").toString();

    @TempDir
    private Path folder;

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void run_writesEveryFormAskedFor_besideItsTextOnStandardOutput() throws IOException {
        Ended ended = save("run", ENDINGS.toArray(String[]::new));

        assertThat(ended.code()).isZero();
        assertThat(ended.stderr()).isEmpty();
        assertThat(ended.stdout()).isEqualTo(TextReport.render(read("run.json")));
        for (String ending : ENDINGS) {
            assertThat(folder.resolve("run" + ending)).as(ending).isNotEmptyFile();
        }
    }

    @Test
    void savedRun_isWrittenInEveryForm_asTheRunItselfWroteIt() throws IOException {
        save("run", ENDINGS.toArray(String[]::new));
        String[] words = Stream.concat(
                        Stream.of("report", file("run.json")),
                        ENDINGS.stream().flatMap(ending -> Stream.of("--report", file("again" + ending))))
                .toArray(String[]::new);

        assertThat(CommandProcess.run(words)).isEqualTo(new Ended(0, "", ""));

        for (String ending : ENDINGS) {
            assertThat(folder.resolve("again" + ending))
                    .as(ending)
                    .hasSameBinaryContentAs(folder.resolve("run" + ending));
        }
        assertThat(CommandProcess.run("report", file("run.json")).stdout())
                .isEqualTo(TextReport.render(read("run.json")));
    }

    @Test
    void severalRuns_areATable_orAPage_andOneResultOnlyIfMerged() throws IOException {
        save("a", ".json");
        save("b", ".json");

        Ended table = CommandProcess.run("report", file("a.json"), file("b.json"));
        Ended page = CommandProcess.run("report", file("a.json"), file("b.json"), "--report", file("ab.html"));
        Ended refused = CommandProcess.run("report", file("a.json"), file("b.json"), "--report", file("ab.json"));
        Ended merged =
                CommandProcess.run("report", "--merge", file("a.json"), file("b.json"), "--report", file("ab.json"));

        assertThat(table.stdout().lines()).hasSize(3).first().asString().startsWith("run ");
        assertThat(page).isEqualTo(new Ended(0, "", ""));
        assertThat(folder.resolve("ab.html")).content().contains("<h1>2 runs</h1>");
        assertThat(refused)
                .isEqualTo(new Ended(
                        2,
                        "",
                        "trueload: --report: '" + file("ab.json")
                                + "' holds one run, not 2; add them up with --merge, or write an .html\n"));
        assertThat(merged).isEqualTo(new Ended(0, "", ""));
        LoadResult sum = read("ab.json");
        assertThat(sum.counts().sent()).isEqualTo(400);
        assertThat(sum.responseTime().count()).isEqualTo(400);
        assertThat(sum.responseTime().max()).isEqualTo(max(read("a.json"), read("b.json")));
    }

    @Test
    void histogramLogs_areMergedWithoutLoss_andMakeWhatTimesAreEnoughFor() throws IOException {
        save("a", ".json", ".hlog");
        save("b", ".json", ".hlog");

        Ended merged = CommandProcess.run(
                "report",
                "--merge",
                file("a.hlog"),
                file("b.hlog"),
                "--report",
                file("ab.hlog"),
                "--report",
                file("ab.csv"),
                "--report",
                file("ab.html"),
                "--report",
                file("ab.md"),
                "--report",
                file("ab.prom"));
        Ended both = CommandProcess.run("report", file("a.hlog"), file("b.hlog"), "--report", file("both.html"));
        Ended listed = CommandProcess.run("report", file("a.hlog"), file("b.hlog"));
        Ended notMerged = CommandProcess.run("report", file("a.hlog"), file("b.hlog"), "--report", file("both.md"));
        Ended mixed =
                CommandProcess.run("report", "--merge", file("a.json"), file("b.hlog"), "--report", file("mixed.hlog"));
        Ended text = CommandProcess.run("report", file("ab.hlog"));
        Ended refused = CommandProcess.run(
                "report", file("a.hlog"), file("b.hlog"), "--report", file("a.xml"), "--report", file("a.md"));

        assertThat(merged).isEqualTo(new Ended(0, "", ""));
        assertThat(mixed)
                .isEqualTo(
                        new Ended(
                                0,
                                "",
                                "trueload: note: of each .json only the response times are used, since a histogram log has no more\n"));
        assertThat(CommandProcess.run("report", file("mixed.hlog")).stdout()).startsWith("Response times: 400 in ");
        assertThat(text.stdout()).startsWith("Response times: 400 in ");
        assertThat(folder.resolve("mixed.hlog")).content().contains("#[StartTime: ");
        assertThat(folder.resolve("ab.csv")).content().contains("\n0,,,,,");
        assertThat(folder.resolve("ab.html")).content().contains("<h1>Response times</h1>", "400 requests; began ");
        assertThat(folder.resolve("ab.md")).content().contains("\n400 requests, ");
        assertThat(folder.resolve("ab.prom")).content().contains("\ntrueload_response_time_seconds_count 400\n");
        assertThat(both).isEqualTo(new Ended(0, "", ""));
        assertThat(folder.resolve("both.html")).content().contains(file("a.hlog") + ": 200 requests; began ");
        assertThat(listed.stdout())
                .startsWith("Response times:\n  " + file("a.hlog") + ": 200 in ")
                .contains("\n  " + file("b.hlog") + ": 200 in ");
        assertThat(notMerged.stderr()).isEqualTo(severalIn("both.md"));
        assertThat(CommandProcess.run("report", "--merge", file("a.hlog"), file("a.hlog")))
                .isEqualTo(new Ended(
                        2,
                        "",
                        "trueload: --merge: '" + file("a.hlog") + "' is there twice: a copy is no part of its own\n"));
        assertThat(refused.stderr())
                .isEqualTo("trueload: --report: '" + file("a.xml")
                        + "' needs more than the response times of a histogram log; write .html .csv .hlog .md .prom, or take"
                        + " the .json of the run\n"
                        + severalIn("a.xml") + severalIn("a.md"));
    }

    @Test
    void reportThatCannotBeWritten_isRefusedBeforeAnythingIsSent() throws IOException {
        Path folderOfThatName = Files.createDirectory(folder.resolve("folder.json"));
        Path noFolder = Files.createFile(folder.resolve("file"));

        Ended ended = CommandProcess.run(
                "-n",
                "10",
                "-c",
                "1",
                "--report",
                "run.pdf",
                "--report",
                folderOfThatName.toString(),
                "--report",
                noFolder.resolve("run.json").toString(),
                url);

        assertThat(ended)
                .isEqualTo(new Ended(
                        2,
                        "",
                        "trueload: --report: a report file ends in .html, .json, .csv, .hlog, .xml, .md, .prom: run.pdf\n"
                                + "trueload: --report: cannot write '" + folderOfThatName + "': is a folder\n"
                                + "trueload: --report: cannot write '" + noFolder + "/run.json': not a folder: "
                                + noFolder + "\n"));
        assertThat(server.hits()).isZero();
    }

    @Test
    void reportThatFailsAfterTheRun_losesNothing_andTheExitCodeSaysSo() throws IOException {
        assumeThat(Path.of("/dev/full")).as("a disk that is always full").exists();
        Path full = Files.createSymbolicLink(folder.resolve("full.json"), Path.of("/dev/full"));

        Ended ended = CommandProcess.run(
                "-n", "200", "-c", "5", "-o", "quiet", "--report", full.toString(), "--report", file("run.json"), url);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.stderr())
                .startsWith("trueload: cannot write the report '" + full + "': No space left on device");
        assertThat(ended.stdout()).isEqualTo(TextReport.render(read("run.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "csv"})
    void standardOutputThatCannotBeWritten_losesNoReportFile(String format) throws IOException, InterruptedException {
        assumeThat(Path.of("/dev/full")).as("a disk that is always full").exists();
        try (CommandProcess command = CommandProcess.startWritingTo(
                Path.of("/dev/full"), "-n", "200", "-c", "5", "-o", format, "--report", file("run.json"), url)) {
            assertThat(command.process().waitFor()).isEqualTo(2);
        }

        assertThat(read("run.json").counts().sent()).isPositive();
    }

    @Test
    void fileThatHoldsNoRun_isRefused_eachWithItsReason() throws IOException {
        Files.writeString(folder.resolve("no.json"), "{}");

        Ended ended = CommandProcess.run("report", file("no.json"), file("none.json"));

        assertThat(ended)
                .isEqualTo(new Ended(
                        2,
                        "",
                        "trueload: cannot read '" + file("no.json")
                                + "': not a result that can be read: schema is missing\n"
                                + "trueload: cannot read '" + file("none.json") + "': no such file\n"));
        assertThat(CommandProcess.run("report").stderr())
                .isEqualTo("trueload: the file of a run is missing; write trueload report FILE..., or see trueload"
                        + " report --help\n");
    }

    @Test
    void help_ofReport_hasItsOptionsAndExamples() {
        Ended help = CommandProcess.run("report", "--help");

        assertThat(help.code()).isZero();
        assertThat(help.stdout())
                .startsWith("Usage: trueload report [OPTION]... FILE...\n")
                .contains("--merge", "--report=PATH", "trueload report before.json after.json --report both.html");
    }

    private Ended save(String name, String... endings) {
        return CommandProcess.run(Stream.concat(
                        Stream.of("-n", "200", "-c", "5", url),
                        Stream.of(endings).flatMap(ending -> Stream.of("--report", file(name + ending))))
                .toArray(String[]::new));
    }

    private String severalIn(String name) {
        return "trueload: --report: '" + file(name)
                + "' holds one run, not 2; add them up with --merge, or write an .html\n";
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private LoadResult read(String name) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            return JsonReport.read(in);
        }
    }

    private static Duration max(LoadResult one, LoadResult other) {
        Duration max = one.responseTime().max();
        return max.compareTo(other.responseTime().max()) < 0
                ? other.responseTime().max()
                : max;
    }
}
