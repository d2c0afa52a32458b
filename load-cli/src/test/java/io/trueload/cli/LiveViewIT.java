// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.trueload.testkit.Behaviors;
import io.trueload.testkit.Reply;
import io.trueload.testkit.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live view on a terminal of tmux, whose screen can be read. */
class LiveViewIT {

    private static final String KEYS = "q stop  p pause the view";
    private static final Pattern PERCENT = Pattern.compile("\\] (\\d+)% ");

    @TempDir
    Path folder;

    private TestServer server;
    private TmuxTerminal terminal;
    private String url;

    @BeforeAll
    static void tmuxIsThere() {
        assumeThat(Programs.work("tmux", "-V")).as("tmux is installed").isTrue();
        assumeThat(Path.of("/proc/self/fd")).as("Linux").exists();
    }

    @BeforeEach
    void start() {
        server = TestServer.start(Behaviors.fixedDelay(Duration.ofMillis(5)));
        url = server.uri("/items").toString();
        terminal = TmuxTerminal.start(folder, 80, 24);
    }

    @AfterEach
    void stop() {
        terminal.close();
        server.close();
    }

    @Test
    void run_showsWhereItIs() {
        terminal.type("./trueload --rate 200/s -z 100s " + url);

        List<String> screen = live().lines().toList();

        assertThat(screen.get(0))
                .isEqualTo("trueload " + url + " ".repeat(80 - 1 - 9 - url.length() - 14) + "200/s for 100s");
        assertThat(screen.get(1)).matches("\\[=* +\\] \\d+% \\d+s of 1m40s, 1m\\d\\ds left");
        assertThat(screen)
                .anySatisfy(
                        line -> assertThat(line)
                                .matches(
                                        "Rates       offered 200.0/s  sent \\d+\\.\\d/s  achieved \\d+\\.\\d/s  in flight \\d+"));
        assertThat(screen).anySatisfy(line -> assertThat(line).matches("last second( +[\\d.]+ms){4}"));
        assertThat(screen).anySatisfy(line -> assertThat(line).matches("so far     ( +[\\d.]+ms){4}"));
        assertThat(screen).anySatisfy(line -> assertThat(line).matches("p99         [▁▂▃▄▅▆▇█]+ up to [\\d.]+ms"));
        assertThat(screen).anySatisfy(line -> assertThat(line).matches("Achieved    [▁▂▃▄▅▆▇█]+ up to \\d+\\.0/s"));
        assertThat(screen).anySatisfy(line -> assertThat(line).matches("Status      200: [\\d,]+"));
        assertThat(screen).contains("Errors      none", "Response times so far");
        assertThat(screen).anySatisfy(line -> assertThat(line).matches(" +[\\d.]+ms +\\d+ ■+"));
        assertThat(screen).anySatisfy(line -> assertThat(line).matches("Generator   (healthy|NOT HEALTHY: ).*"));
        assertThat(screen.get(23)).isEqualTo(KEYS);
        assertThat(terminal.isAlternate()).isTrue();
        assertThat(terminal.hasCursor()).isFalse();
    }

    @Test
    @Tag("any-jdk")
    void resize_isFollowed_downToOneLineAndBack() {
        terminal.type("./trueload --rate 200/s -z 100s " + url);
        live();

        terminal.resize(45, 11);
        String narrow = terminal.await("the narrow layout", screen -> screen.contains("offered 200 sent "));
        assertThat(narrow.lines().toList()).hasSize(11).last().isEqualTo(KEYS);
        assertThat(narrow).doesNotContain("Response times so far");

        terminal.resize(30, 5);
        String small = terminal.await(
                "one line",
                screen -> screen.lines().count() == 1 || screen.lines().skip(1).allMatch(String::isEmpty));
        assertThat(small.lines().findFirst().orElseThrow()).matches("\\d+%  [\\d.]+/s  p99 [\\d.]+ms.*");

        terminal.resize(130, 40);
        String large = terminal.await("the large layout", screen -> screen.contains("Response times so far"));
        assertThat(large.lines().toList()).hasSize(40).last().isEqualTo(KEYS);
    }

    @Test
    @Tag("any-jdk")
    void keyP_pausesTheViewAndNotTheRun() {
        terminal.type("./trueload --rate 200/s -z 100s " + url);
        live();

        terminal.press("p");
        String paused = terminal.await("paused", screen -> screen.contains("PAUSED, run goes on  p resume  q stop"));
        long hits = server.hits();
        Condition.await("the run goes on for three seconds", () -> server.hits() > hits + 600);
        assertThat(terminal.screen()).isEqualTo(paused);

        terminal.press("Space");
        String resumed = terminal.await("resumed", screen -> screen.contains(KEYS));
        assertThat(percent(resumed)).isGreaterThan(percent(paused) + 1);
    }

    @Test
    void keyQ_endsTheRunWithItsReport_andTheTerminalIsAsBefore() {
        terminal.type("clear; stty -g > before; ./trueload --rate 200/s -z 100s " + url);
        live();

        terminal.press("q");
        String report = terminal.await("the report", screen -> screen.contains("Verdict: "));

        assertThat(report).contains("The books balance.").doesNotContain(KEYS);
        assertThat(terminal.history())
                .contains("\nSummary:\n", "INTERRUPTED: the run was stopped before its plan was carried out.");
        assertThat(terminal.awaitShell("echo code $?", "code ")).isEqualTo("code 130");
        assertThat(terminal.awaitShell("stty -g > after; cmp before after && echo same modes", "same"))
                .isEqualTo("same modes");
        assertThat(terminal.isAlternate()).isFalse();
        assertThat(terminal.hasCursor()).isTrue();
    }

    @Test
    void ctrlC_endsTheRunWithItsReport_andTheTerminalIsAsBefore() {
        terminal.type("stty -g > before; ./trueload --rate 200/s -z 100s " + url);
        live();

        terminal.press("C-c");
        terminal.await("the report", screen -> screen.contains("Verdict: "));

        assertThat(terminal.awaitShell("echo code $?", "code ")).isEqualTo("code 130");
        assertThat(terminal.awaitShell("stty -g > after; cmp before after && echo same modes", "same"))
                .isEqualTo("same modes");
        assertThat(terminal.isAlternate()).isFalse();
    }

    @Test
    void runToItsEnd_leavesTheReportOnly() {
        terminal.type("clear; stty -g > before; ./trueload --rate 200/s -z 4s " + url);
        live();

        terminal.await("the report", screen -> screen.contains("Verdict: "));

        assertThat(terminal.history()).contains("\nSummary:\n").doesNotContain(KEYS, "Response times so far");
        assertThat(terminal.awaitShell("echo code $?", "code ")).isEqualTo("code 0");
        assertThat(terminal.awaitShell("stty -g > after; cmp before after && echo same modes", "same"))
                .isEqualTo("same modes");
        assertThat(terminal.isAlternate()).isFalse();
        assertThat(terminal.hasCursor()).isTrue();
    }

    @Test
    void ctrlZ_givesTheTerminalToTheShell_andFgTakesItBack() {
        terminal.type("stty -g > before; ./trueload --rate 200/s -z 100s " + url);
        String first = live();

        terminal.press("C-z");
        terminal.await("the shell", screen -> screen.contains("Stopped") || screen.contains("suspended"));
        assertThat(terminal.isAlternate()).isFalse();
        assertThat(terminal.hasCursor()).isTrue();
        assertThat(terminal.awaitShell("stty -g > stopped; cmp before stopped && echo same modes", "same"))
                .isEqualTo("same modes");

        terminal.type("fg");
        String later = terminal.await("the view is back", screen -> screen.contains(KEYS));
        assertThat(terminal.isAlternate()).isTrue();
        assertThat(percent(later)).isGreaterThanOrEqualTo(percent(first));
        terminal.press("q");
        terminal.await("the report", screen -> screen.contains("Verdict: "));
    }

    @Test
    void ctrlZ_whereNobodyCouldLetItGoOn_isIgnored() {
        // As behind ssh -t. Not the terminal's first process: that one tmux would let go on.
        terminal.type("exec sh -c './trueload --rate 200/s -z 100s " + url + "; true'");
        live();

        terminal.press("C-z");
        long hits = server.hits();

        Condition.await("the run goes on for two seconds", () -> server.hits() > hits + 400);
        assertThat(terminal.isAlternate()).isTrue();
        assertThat(terminal.screen()).contains(KEYS);
    }

    @Test
    @Tag("any-jdk")
    void fg_ofAJobThatBeganInTheBackground_showsTheView_andTheTerminalIsAsBeforeAtItsEnd() {
        terminal.type("stty -g > before; ./trueload --rate 200/s -z 100s " + url + " &");
        Condition.await("the second second", () -> server.hits() > 300);

        terminal.type("fg");
        live();
        terminal.press("q");
        terminal.await("the report", screen -> screen.contains("Verdict: "));

        assertThat(terminal.awaitShell("stty -g > after; cmp before after && echo same modes", "same"))
                .isEqualTo("same modes");
        assertThat(terminal.isAlternate()).isFalse();
    }

    @Test
    @Tag("any-jdk")
    void background_neitherDrawsNorStops() {
        terminal.type("./trueload --rate 200/s -z 4s " + url + " > report &");

        Condition.await("the third second", () -> server.hits() > 500);
        assertThat(terminal.isAlternate()).isFalse();
        assertThat(terminal.screen()).doesNotContain(KEYS);

        Condition.await("the run ends", () -> contains("report", "Verdict: "));
        assertThat(server.hits()).isGreaterThanOrEqualTo(800);
    }

    @Test
    void terminalGoesAway_theReportIsWritten() {
        terminal.type("./trueload --rate 200/s -z 100s " + url + " > report; echo $? > code");
        live();

        terminal.close();

        Condition.await("the report", () -> contains("report", "Verdict: "));
        assertThat(folder.resolve("report")).content().contains("INTERRUPTED", "The books balance.");
        terminal = TmuxTerminal.start(folder, 80, 24);
    }

    @Test
    @Tag("any-jdk")
    void standardOutputToAFile_viewStaysOnTheTerminal() {
        terminal.type("./trueload --rate 200/s -z 4s " + url + " > report");
        live();

        Condition.await("the run ends", () -> contains("report", "Verdict: "));

        assertThat(folder.resolve("report"))
                .content()
                .startsWith("\nSummary:\n")
                .doesNotContain("\u001b");
        terminal.await("the view is gone", screen -> !screen.contains(KEYS));
    }

    @Test
    @Tag("any-jdk")
    void standardErrorToAFile_getsPlainLines() {
        terminal.type("./trueload --rate 200/s -z 6s " + url + " 2> lines");
        terminal.await("the report", screen -> screen.contains("Verdict: "));

        assertThat(folder.resolve("lines"))
                .content()
                .matches("trueload: 5s  8\\d%  [\\d.]+/s  p99 [\\d.]+ms  0 errors\n");
        assertThat(terminal.history()).doesNotContain(KEYS);
    }

    @Test
    @Tag("any-jdk")
    void noTui_getsPlainLines() {
        terminal.type("clear; ./trueload --no-tui --rate 200/s -z 6s " + url);
        terminal.await("the line", screen -> screen.contains("trueload: 5s  8"));
        assertThat(terminal.isAlternate()).isFalse();
        terminal.await("the report", screen -> screen.contains("Verdict: "));
    }

    @Test
    @Tag("any-jdk")
    void dumbTerminal_getsPlainLines() {
        terminal.type("clear; TERM=dumb ./trueload --rate 200/s -z 6s " + url);
        terminal.await("the line", screen -> screen.contains("trueload: 5s  8"));
        assertThat(terminal.isAlternate()).isFalse();
        terminal.await("the report", screen -> screen.contains("Verdict: "));
    }

    @Test
    void noProgramsToBeFound_viewIsShownAndTheTerminalIsAsBefore() {
        assumeThat(Runtime.version().feature()).as("JDK with foreign functions").isGreaterThanOrEqualTo(22);
        terminal.type("clear; stty -g > before; PATH=/nonexistent ./trueload --rate 200/s -z 100s " + url);
        live();

        terminal.press("q");
        terminal.await("the report", screen -> screen.contains("Verdict: "));

        assertThat(terminal.awaitShell("stty -g > after; cmp before after && echo same modes", "same"))
                .isEqualTo("same modes");
        assertThat(terminal.history()).contains("\nSummary:\n").doesNotContain("WARNING", "Exception");
    }

    @Test
    void standardInputFromAFile_isABarOfOneLine() {
        terminal.type("clear; ./trueload --rate 200/s -z 100s " + url + " < /dev/null");

        terminal.await("the bar", screen -> screen.contains("]  ") && screen.contains("%  20"));

        assertThat(terminal.isAlternate()).isFalse();
        assertThat(terminal.screen()).doesNotContain("WARNING", "Exception");
    }

    @Test
    @Tag("any-jdk")
    void quiet_showsNothing() {
        terminal.type("clear; ./trueload -o quiet --rate 200/s -z 3s " + url + "; echo code $?");

        assertThat(terminal.await("the end", screen -> screen.contains("code 0\n")))
                .doesNotContain(KEYS, "trueload: ", "Summary");
    }

    @Test
    void rowsOnTheTerminal_haveABarBetweenThemAndNoScreenOfItsOwn() {
        terminal.type("./trueload -o csv --rate 20/s -z 100s " + url);
        terminal.await("the bar", screen -> screen.contains("% ") && screen.contains("0 errors"));

        assertThat(terminal.isAlternate()).isFalse();
    }

    @Test
    void withoutALocale_charts_areDrawnAllTheSame() {
        terminal.type("clear; LC_ALL=POSIX ./trueload --rate 200/s -z 100s " + url);
        live();
        assertThat(terminal.screen()).containsPattern("Achieved +[▁-█]").doesNotContain("?");
    }

    @Test
    @Tag("any-jdk")
    void colors_areLeftOutWithNoColor_andTheTextIsThere() {
        terminal.type("./trueload --rate 200/s -z 100s " + url);
        live();
        assertThat(terminal.coloredScreen()).contains("\u001b[36m", "\u001b[1m");
        terminal.press("q");
        terminal.await("the report", screen -> screen.contains("Verdict: "));

        terminal.type("clear; NO_COLOR=1 ./trueload --rate 200/s -z 100s " + url);
        live();
        assertThat(terminal.coloredScreen()).contains("Generator").doesNotContain("\u001b[");
    }

    @Test
    void hostileErrors_areShownAndDoNothing() throws IOException {
        try (TestServer hostile = TestServer.start(request ->
                Reply.now("HTTQ/1.1 \u001b[2J\u001b]0;owned\u0007\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)))) {
            terminal.type("./trueload --rate 50/s -z 100s " + hostile.uri("/"));

            String screen = live();

            assertThat(screen.lines().toList().get(0)).startsWith("trueload http://");
            assertThat(screen).containsPattern("Errors      [\\d,]+ \\(100\\.0%\\)  protocolError [\\d,]+");
            assertThat(screen)
                    .containsPattern("\\d+ x protocolError: not a status line of HTTP/1.1: HTTQ/1.1 \\[0x1b\\]");
        }
    }

    private String live() {
        return terminal.await(
                "the view with two seconds",
                screen -> screen.contains(KEYS)
                        && screen.lines().anyMatch(line -> line.matches("p99 +\\S\\S+ up to.*|.*protocolError.*")));
    }

    private boolean contains(String file, String text) {
        try {
            return Files.exists(folder.resolve(file))
                    && Files.readString(folder.resolve(file)).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    private static int percent(String screen) {
        Matcher found = PERCENT.matcher(screen);
        assertThat(found.find()).as(screen).isTrue();
        return Integer.parseInt(found.group(1));
    }
}
