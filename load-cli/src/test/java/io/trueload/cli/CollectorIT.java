// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.cli.CommandProcess.Ended;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are sent somewhere, by an exporter that only says what it was given. */
class CollectorIT {

    private static final String COLLECTOR = "http://127.0.0.1:4318";

    private final TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ofMillis(1)));
    private final String url = server.uri("/items?token=cAn4ry").toString();

    @TempDir
    private Path folder;

    @BeforeEach
    void putExporterOnTheClassPath() throws IOException {
        ScriptedExporter.register(folder);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void run_isSentOnce_besideItsReport() {
        Ended ended = run("--otlp", COLLECTOR + "/base", "-n", "20", "-c", "2", url);

        assertThat(ended.code()).isZero();
        assertThat(ended.stderr()).isEmpty();
        assertThat(ended.stdout()).contains("[200]\t20 responses");
        assertThat(folder.resolve("exported"))
                .hasContent("20 GET http://127.0.0.1:" + server.port() + "/items " + COLLECTOR + "/base PT10S");
    }

    @ParameterizedTest
    @CsvSource({
        "/refused, said \\u001b[2J",
        "/defect, a defect",
        "/late-jar, io/opentelemetry/Sdk",
    })
    void runThatCannotBeSent_isNotLost_andTheExitCodeSaysSo(String path, String why) {
        Ended ended = run("--otlp", COLLECTOR + path, "-n", "20", "-c", "2", "-o", "quiet", url);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.stderr())
                .isEqualTo("trueload: cannot send the run to '" + COLLECTOR + path + "': " + why
                        + "; trueload report sends it from a .json of the run\n");
        assertThat(ended.stdout()).startsWith("\nSummary:\n").contains("[200]\t20 responses");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void runThatCannotBeSent_andIsOnStandardOutput_isThereOnce(String format) {
        Ended ended = run("--otlp", COLLECTOR + "/refused", "-n", "20", "-c", "2", "-o", format, url);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.stdout()).containsOnlyOnce(format.equals("text") ? "Summary:" : "\"schema\"");
    }

    @Test
    void reportFile_isWritten_evenIfTheRunCannotBeSent() {
        Path file = folder.resolve("run.json");
        Ended ended = run("--otlp", COLLECTOR + "/refused", "-n", "20", "-c", "2", "--report", file.toString(), url);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void savedRun_isSentLater_butNotSeveralAtOnce() {
        String file = folder.resolve("run.json").toString();
        run("-n", "20", "-c", "2", "--report", file, url);

        assertThat(run("report", file, "--otlp", COLLECTOR)).isEqualTo(new Ended(0, "", ""));
        assertThat(folder.resolve("exported"))
                .hasContent("20 GET http://127.0.0.1:" + server.port() + "/items " + COLLECTOR + " PT10S");
        assertThat(run("report", file, "--otlp", COLLECTOR + "/refused").code()).isEqualTo(2);
        assertThat(run("report", file, file, "--otlp", COLLECTOR))
                .isEqualTo(new Ended(2, "", "trueload: --otlp: sends one run, not 2; add them up with --merge\n"));
        String log = folder.resolve("run.hlog").toString();
        assertThat(run("report", file, "--report", log).code()).isZero();
        assertThat(run("report", log, "--otlp", COLLECTOR))
                .isEqualTo(new Ended(
                        2,
                        "",
                        "trueload: --otlp: needs more than the response times of a histogram log; take the .json of the"
                                + " run\n"));
        assertThat(run("report", file, "--otlp", "localhost").stderr())
                .isEqualTo("trueload: --otlp: the URL of a collector begins with http:// or https://;"
                        + " write one such as http://localhost:4318\n");
    }

    @Test
    void jarsThatAreNotThereTogether_areMissedBeforeAnythingIsSent() {
        Ended ended = run("--otlp", COLLECTOR + "/no-jar", "-n", "20", url);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.stderr())
                .startsWith("trueload: --otlp: load-otlp.jar and the jars of OpenTelemetry are not on the class path"
                        + " together (io/opentelemetry/Sdk);");
        assertThat(server.hits()).isZero();
    }

    @Test
    void withoutAnExporter_orInTheImage_nothingIsSent() {
        Ended without = CommandProcess.run("--otlp", COLLECTOR, "-n", "20", url);
        Ended image;
        try (var command = CommandProcess.startBy(
                List.of(), List.of("-Dtrueload.image=true"), "--otlp", COLLECTOR, "-n", "20", url)) {
            image = command.await();
        }

        assertThat(without.code()).isEqualTo(2);
        assertThat(without.stderr())
                .startsWith("trueload: --otlp: load-otlp.jar and the jars of OpenTelemetry are not on the class path;");
        assertThat(image)
                .isEqualTo(new Ended(
                        2,
                        "",
                        "trueload: --otlp: load-otlp.jar is not in the image; use the launcher ./trueload of a"
                                + " checkout\n"));
        assertThat(server.hits()).isZero();
    }

    @Test
    void runsThatAreCompared_areNotSent() {
        assertThat(run("--otlp", COLLECTOR, "--against", url, url).stderr())
                .isEqualTo("trueload: --otlp is for one run, and --against makes many; leave out one of the two\n");
    }

    private Ended run(String... words) {
        List<String> java = CommandProcess.java();
        List<String> options = new ArrayList<>(List.of(
                "-D" + ScriptedExporter.FILE + "=" + folder.resolve("exported"),
                "-cp",
                java.get(java.indexOf("-cp") + 1) + ":" + folder));
        try (var command = CommandProcess.startBy(List.of(), options, words)) {
            return command.await();
        }
    }
}
