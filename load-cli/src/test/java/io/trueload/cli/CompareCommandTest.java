// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.report.Baseline;
import io.trueload.report.RunFigures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

    private static final String HELP = ", or see trueload compare --help\n";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int runs;

    @Test
    void help_isThatOfTheSubcommand() {
        assertThat(run("compare", "--help")).isZero();

        assertThat(text(out))
                .startsWith("Usage: trueload compare [OPTION]... BASELINE NEW...\n")
                .contains("  trueload compare --tolerance 20% old-*.json -- new-*.json\n");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void oneBaselineFile_thenNewRuns_areCompared() throws IOException {
        String base = baseline("base.json", 1, 5);

        assertThat(run(words("compare", base, singles("same", 1)))).isZero();
        assertThat(text(out)).contains("\nVerdict: PASS\n");

        assertThat(run(words("compare", base, singles("slow", 2)))).isEqualTo(ExitCode.FAIL);
        assertThat(text(out)).contains("\nVerdict: FAIL\n  p99 is 100% slower than the baseline, ");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void separator_tellsTheSidesApart() throws IOException {
        List<String> words = words("compare", "--tolerance", singles("old", 1));
        words.add(2, "150%");
        words.add("--");
        words.addAll(singles("new", 2));

        assertThat(run(words)).isZero();
        assertThat(text(out)).contains("slower by more than 150% and 1ms fails\n", "\nVerdict: PASS\n");
    }

    @Test
    void floor_isRead() throws IOException {
        String base = baseline("base.json", 1, 5);

        assertThat(run(words("compare", base, List.of("--floor", "1s", baseline("new.json", 2, 5)))))
                .isZero();
    }

    @Test
    void verdicts_haveTheirExitCodes() throws IOException {
        String base = baseline("base.json", 1, 5);

        assertThat(run("compare", base, other("machine.json", Map.of("processors", "64"), Map.of())))
                .isEqualTo(ExitCode.INVALID);
        assertThat(text(out)).contains("Verdict: INVALID\n  the baseline is of another machine");
        assertThat(run("compare", base, write("wide.json", 90, 105, 118, 130, 150)))
                .isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(run("compare", base, other("plan.json", Map.of(), Map.of("method", "POST"))))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(text(err))
                .isEqualTo(
                        "trueload: the new runs are not of the baseline's plan: method was GET and is POST; make them"
                                + " with the same plan, or record the baseline anew\n");
    }

    @Test
    void tooFewRuns_areRefused() throws IOException {
        assertThat(run("compare", baseline("base.json", 1, 5), baseline("new.json", 1, 2)))
                .isEqualTo(ExitCode.REFUSED);

        assertThat(text(err))
                .isEqualTo(
                        "trueload: there are 2 runs to compare with it, but 5 are needed to tell a slower service from"
                                + " chance: make 3 more\n");
    }

    @Test
    void severalFilesOfTheBaselineWithoutSeparator_areRefused_withTheRemedy() throws IOException {
        List<String> words = words("compare", baseline("a.json", 1, 1), singles("new", 2));

        assertThat(run(words)).isEqualTo(ExitCode.REFUSED);
        assertThat(text(err))
                .isEqualTo(
                        "trueload: only the first file is of the baseline, and it holds 1 run; where the baseline has"
                                + " several files, write -- behind them: trueload compare OLD... -- NEW...\n");
    }

    @Test
    void record_writesOverNoRun() throws IOException {
        String mine = baseline("mine.json", 1, 5);
        Path result = Files.writeString(folder.resolve("result.json"), "{\n  \"schema\": \"trueload-result/1\",\n");
        String remedy = "; write trueload compare --record FILE RESULT..., with a FILE of its own\n";

        assertThat(run("compare", "--record", result.toString(), mine)).isEqualTo(ExitCode.REFUSED);
        assertThat(run("compare", "--record", mine, mine)).isEqualTo(ExitCode.REFUSED);

        assertThat(text(err))
                .isEqualTo("trueload: --record would write over a run, '" + result + "'" + remedy
                        + "trueload: --record would write over a run, '" + mine + "'" + remedy);
        assertThat(result).content().contains("trueload-result/1");
        assertThat(run("compare", "--record", baseline("earlier.json", 1, 5), mine))
                .isZero();
    }

    @Test
    void filesThatAreMissing_orNone_areRefused() throws IOException {
        assertThat(run("compare")).isEqualTo(ExitCode.REFUSED);
        assertThat(run("compare", baseline("base.json", 1, 5))).isEqualTo(ExitCode.REFUSED);
        assertThat(run("compare", "--", "new.json")).isEqualTo(ExitCode.REFUSED);
        assertThat(run("compare", "--record", "base.json")).isEqualTo(ExitCode.REFUSED);
        String sides = "trueload: two sides are compared, but there are no files of the ";
        assertThat(text(err))
                .isEqualTo(sides + "baseline; write trueload compare BASELINE NEW..." + HELP + sides
                        + "new runs; write trueload compare BASELINE NEW..." + HELP + sides
                        + "baseline; write trueload compare BASELINE NEW..." + HELP
                        + "trueload: there are no runs to record; write trueload compare --record FILE RESULT..."
                        + HELP);
    }

    @Test
    void fileThatIsNone_isNamed() throws IOException {
        String missing = folder.resolve("missing.json").toString();
        Path nonsense = Files.writeString(folder.resolve("nonsense.json"), "{\"schema\": \"other/1\"}");

        assertThat(run("compare", missing, missing)).isEqualTo(ExitCode.REFUSED);
        assertThat(run("compare", nonsense.toString(), missing)).isEqualTo(ExitCode.REFUSED);

        assertThat(text(err))
                .isEqualTo("trueload: cannot be read: " + missing + " (no such file)\ntrueload: cannot be read: "
                        + nonsense
                        + " (the document is of the schema other/1, but trueload-baseline/1 and trueload-result/1 are read"
                        + " here)\n");
    }

    @Test
    void wrongOptions_areRefused() {
        assertThat(run("compare", "--tolerance", "10", "a", "b")).isEqualTo(ExitCode.REFUSED);
        assertThat(run("compare", "--tolerance", "-1%", "a", "b")).isEqualTo(ExitCode.REFUSED);
        assertThat(run("compare", "--floor", "1", "a", "b")).isEqualTo(ExitCode.REFUSED);
        assertThat(run("compare", "--tolerence", "10%", "a", "b")).isEqualTo(ExitCode.REFUSED);
        assertThat(run("compare", "--what")).isEqualTo(ExitCode.REFUSED);

        assertThat(text(err).lines())
                .containsExactly(
                        "trueload: --tolerance: not a percentage: '10'; write it with %, such as 10%",
                        "trueload: tolerance must be from 0% to 1000%: -1%",
                        "trueload: --floor: not a duration: '1'; write a number and a unit, such as 250ms, 30s or 1m30s",
                        "trueload: unknown option: --tolerence; did you mean --tolerance?",
                        "trueload: unknown option: --what; see trueload compare --help");
    }

    @Test
    void record_makesABaselineOfResults_thatIsComparedLater() throws IOException {
        String file = folder.resolve("made/catalogue.json").toString();

        assertThat(run(words("compare", "--record", List.of(file, baseline("a.json", 1, 3), baseline("b.json", 1, 2)))))
                .isZero();
        assertThat(text(err)).isEqualTo("trueload: note: recorded 5 runs in " + file + "\n");
        assertThat(Baseline.read(Path.of(file)).runs()).hasSize(5);
        assertThat(run(words("compare", file, singles("new", 1)))).isZero();
    }

    @Test
    void record_saysWhatTheBaselineLacks() throws IOException {
        String file = folder.resolve("made.json").toString();
        String late = save("late.json", figures(100, "", List.of("cpu 97%"), Map.of(), Map.of()));
        String stopped = save("stopped.json", figures(100, "it was stopped", List.of(), Map.of(), Map.of()));

        assertThat(run("compare", "--record", file, late)).isZero();
        assertThat(run("compare", "--record", file, stopped)).isEqualTo(ExitCode.REFUSED);
        assertThat(run("compare", "--record", folder.toString(), late)).isEqualTo(ExitCode.REFUSED);

        assertThat(text(err))
                .startsWith(
                        "trueload: note: the generator was not healthy in 1 of 1 runs, and a baseline that is too slow"
                                + " hides what has become slower: cpu 97%\ntrueload: note: recorded 1 run in " + file
                                + "; 5 are needed to compare with\ntrueload: the run of 2026-01-02T00:00:00Z tells nothing, so leave"
                                + " it out: it was stopped\ntrueload: cannot be written: " + folder + " (");
    }

    private int run(List<String> words) {
        return run(words.toArray(String[]::new));
    }

    private int run(String... words) {
        return new TrueloadCommand(out, new PrintStream(err, true, StandardCharsets.UTF_8)).run(words);
    }

    private static List<String> words(String first, String second, List<String> rest) {
        return new ArrayList<>(
                Stream.concat(Stream.of(first, second), rest.stream()).toList());
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    /** Returns files of one run each. */
    private List<String> singles(String name, double factor) throws IOException {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            files.add(write(name + i + ".json", (100 + i) * factor));
        }
        return files;
    }

    private String baseline(String name, double factor, int count) throws IOException {
        return write(
                name,
                IntStream.range(0, count).mapToDouble(i -> (100 + i) * factor).toArray());
    }

    private String write(String name, double... millis) throws IOException {
        RunFigures[] all = Arrays.stream(millis)
                .mapToObj(each -> figures(each, "", List.of(), Map.of(), Map.of()))
                .toArray(RunFigures[]::new);
        return save(name, all);
    }

    private String other(String name, Map<String, String> generator, Map<String, String> plan) throws IOException {
        RunFigures[] all = IntStream.range(0, 5)
                .mapToObj(i -> figures(100 + i, "", List.of(), generator, plan))
                .toArray(RunFigures[]::new);
        return save(name, all);
    }

    private String save(String name, RunFigures... all) throws IOException {
        Path file = folder.resolve(name);
        new Baseline(List.of(all)).write(file);
        return file.toString();
    }

    private RunFigures figures(
            double millis,
            String unusable,
            List<String> disturbances,
            Map<String, String> generator,
            Map<String, String> plan) {
        Map<String, String> facts = new TreeMap<>(Map.of("method", "GET"));
        facts.putAll(plan);
        Map<String, String> machine = new TreeMap<>(Map.of("processors", "2"));
        machine.putAll(generator);
        return new RunFigures(
                Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(runs++)),
                facts,
                machine,
                1_000,
                0,
                400,
                new TreeMap<>(Map.of(99.0, Duration.ofNanos(Math.round(millis * 1e6)))),
                unusable,
                disturbances,
                Duration.ZERO);
    }
}
