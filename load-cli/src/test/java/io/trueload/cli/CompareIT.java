// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.cli.CommandProcess.Ended;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service and one that is three times as slow, compared by the command. The tolerance is wide, so that what other programs
 * on a shared machine do in these seconds decides nothing.
 */
class CompareIT {

    private static final Duration QUICK = Duration.ofMillis(100);
    private static final Duration SLOW = Duration.ofMillis(300);
    private static final List<String> LOAD = List.of("-n", "100", "-c", "25");
    private static final String TOLERANCE = "50%";

    @TempDir
    Path folder;

    @Test
    void sameService_passes_andBothTargetsGetAsMuch() {
        try (TestServer one = TestServer.start(Behaviors.fixedDelay(QUICK));
                TestServer other = TestServer.start(Behaviors.fixedDelay(QUICK))) {
            Ended ended = against(one, other);

            assertThat(ended.code()).as(ended.toString()).isEqualTo(ExitCode.PASS);
            assertThat(ended.stdout()).contains("\np99 ").endsWith("\nVerdict: PASS\n");
            assertThat(ended.stderr()).contains("note: run 10 of 10: " + other.uri("/items"));
            assertThat(one.hits()).isEqualTo(500);
            assertThat(other.hits()).isEqualTo(500);
        }
    }

    @Test
    @Tag("any-jdk")
    void slowedService_fails_andTheQuickerOneAgainstItDoesNot() {
        try (TestServer quick = TestServer.start(Behaviors.fixedDelay(QUICK));
                TestServer slow = TestServer.start(Behaviors.fixedDelay(SLOW))) {
            Ended slower = against(quick, slow);
            Ended quicker = against(slow, quick);

            assertThat(slower.code()).as(slower.toString()).isEqualTo(ExitCode.FAIL);
            assertThat(slower.stdout()).contains("\nVerdict: FAIL\n  p50 is ");
            assertThat(quicker.code()).as(quicker.toString()).isEqualTo(ExitCode.PASS);
        }
    }

    @Test
    @Tag("any-jdk")
    void savedRuns_areCompared_withABaselineThatWasRecorded() throws IOException {
        String baseline = folder.resolve("baseline.json").toString();
        try (TestServer quick = TestServer.start(Behaviors.fixedDelay(QUICK));
                TestServer slow = TestServer.start(Behaviors.fixedDelay(SLOW))) {
            Ended recorded = CommandProcess.run(words(List.of("compare", "--record", baseline), saved("old", quick)));
            List<String> compare = List.of("compare", "--tolerance", TOLERANCE, baseline);
            Ended same = CommandProcess.run(words(compare, saved("same", quick)));
            Ended slower = CommandProcess.run(words(compare, saved("new", slow)));

            assertThat(recorded.code()).isZero();
            assertThat(Files.size(Path.of(baseline))).isLessThan(10_000);
            assertThat(same.code()).as(same.toString()).isEqualTo(ExitCode.PASS);
            assertThat(slower.code()).as(slower.toString()).isEqualTo(ExitCode.FAIL);
        }
    }

    @Test
    void serviceThatFailsAtOnce_isNotQuicker() {
        try (TestServer quick = TestServer.start(Behaviors.fixedDelay(QUICK));
                TestServer broken = TestServer.start(Behaviors.status(503))) {
            Ended ended = against(quick, broken);

            assertThat(ended.code()).as(ended.toString()).isEqualTo(ExitCode.FAIL);
            assertThat(ended.stdout())
                    .contains(
                            "\nVerdict: FAIL\n  requests failed in 5 of 5 runs of the new ones, 100% of them at most, and 0%"
                                    + " at most in those of the other side\n");
        }
    }

    @Test
    void sigterm_endsTheRunUnderWay_andComparesNothing() {
        try (TestServer one = TestServer.start(Behaviors.fixedDelay(QUICK));
                TestServer other = TestServer.start(Behaviors.fixedDelay(QUICK));
                CommandProcess command = CommandProcess.start(
                        "-z",
                        "3s",
                        "-c",
                        "5",
                        "--against",
                        one.uri("/").toString(),
                        other.uri("/").toString())) {
            Condition.await("the second run goes on", () -> other.hits() > 5);
            command.signal("TERM");
            Ended ended = command.await();

            assertThat(ended.code()).isEqualTo(143);
            assertThat(ended.stdout()).isEmpty();
            assertThat(ended.stderr())
                    .endsWith("trueload: note: stopping; once more ends at once\ntrueload: stopped after 1 of 10 runs;"
                            + " nothing is compared\n");
        }
    }

    @Test
    void targetThatIsRefused_endsTheComparison_beforeTheOtherIsLoadedAgain() {
        try (TestServer one = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            Ended ended = CommandProcess.run(
                    "-n", "10", "-c", "1", "--against", one.uri("/").toString(), "http://no-such-host.invalid/");

            assertThat(ended.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(ended.stdout()).isEmpty();
            assertThat(ended.stderr())
                    .endsWith(
                            "trueload: host cannot be resolved: no-such-host.invalid; check the name and the name server\n");
            assertThat(one.hits()).isEqualTo(10);
        }
    }

    private static Ended against(TestServer base, TestServer fresh) {
        return CommandProcess.run(words(
                LOAD,
                List.of(
                        "--tolerance",
                        TOLERANCE,
                        "--against",
                        base.uri("/items").toString(),
                        fresh.uri("/items").toString())));
    }

    private List<String> saved(String name, TestServer server) throws IOException {
        List<String> files = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            Path file = folder.resolve(name + i + ".json");
            Ended ended = CommandProcess.run(words(
                    LOAD,
                    List.of("--no-priming", "-o", "json", server.uri("/items").toString())));
            Files.writeString(file, ended.stdout());
            files.add(file.toString());
        }
        return files;
    }

    private static String[] words(List<String> first, List<String> rest) {
        return Stream.concat(first.stream(), rest.stream()).toArray(String[]::new);
    }
}
