// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trueload.cli.AgainstOptions.Against;
import io.trueload.engine.LoadPlan;
import io.trueload.report.Comparison.Limits;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgainstOptionsTest {

    private static final String OTHER = "http://127.0.0.1:9090/old?x=1";

    @Test
    void otherTarget_getsTheSamePlan() {
        LoadPlan plan = CommandLines.plan("-n", "300", "-c", "3", "-H", "X-Team: a", "--against", OTHER);
        Against against = against("-n", "300", "-c", "3", "-H", "X-Team: a", "--against", OTHER);

        assertThat(against.base())
                .hasToString(plan.toBuilder().target(OTHER).build().toString())
                .asString()
                .contains("/old?x=1");
        assertThat(plan.target()).hasToString(CommandLines.URL);
        assertThat(against.runs()).isEqualTo(5);
        assertThat(against.limits()).isEqualTo(Limits.DEFAULT);
    }

    @Test
    void runsAndLimits_areRead() {
        Against against = against("--against", OTHER, "--runs", "10", "--tolerance", "5.5%", "--floor", "2ms");

        assertThat(against.runs()).isEqualTo(10);
        assertThat(against.limits()).isEqualTo(new Limits(0.055, Duration.ofMillis(2)));
    }

    @Test
    void withoutAgainst_thereIsOneTarget() {
        assertThat(CommandLines.order(CommandLines.URL).against()).isNull();
        String needed = "--runs, --tolerance and --floor are for --against; add it, or leave them out";
        assertThat(CommandLines.mistakes("--runs", "5")).containsExactly(needed);
        assertThat(CommandLines.mistakes("--tolerance", "5%")).containsExactly(needed);
        assertThat(CommandLines.mistakes("--floor", "5ms")).containsExactly(needed);
    }

    @Test
    void whatIsForOneRun_isRefused() {
        assertThat(CommandLines.mistakes("--against", OTHER, "--expect", "errors = 0"))
                .containsExactly("--expect judges one run, and --against compares many; leave out one of the two");
        assertThat(CommandLines.mistakes("--against", OTHER, "--report", "target/run.json"))
                .containsExactly("--report is for one run, and --against makes many; leave out one of the two");
    }

    @Test
    void mistakes_areAllTold() {
        assertThat(CommandLines.mistakes(
                        "--against", OTHER, "--runs", "4", "--tolerance", "10", "-o", "json", "-c", "0"))
                .containsExactly(
                        "--concurrency: concurrency must be at least 1: 0",
                        "--against prints a comparison as text; use -o text or -o quiet",
                        "--runs: must be from 5 to 100: 4; fewer runs cannot tell a slower service from chance",
                        "--tolerance: not a percentage: '10'; write it with %, such as 10%");
        assertThat(CommandLines.mistakes("--against", "127.0.0.1:9090/"))
                .containsExactly("--against: the scheme is missing: 127.0.0.1:9090/; write http://127.0.0.1:9090/");
        assertThat(catchThrowableOfType(
                                RefusedException.class,
                                () -> CommandLines.order("--against", OTHER, "--runs", "101", CommandLines.URL))
                        .mistakes())
                .isEqualTo(List.of(
                        "--runs: must be from 5 to 100: 101; fewer runs cannot tell a slower service from chance"));
    }

    @Test
    void order_isABBA_soThatWhatChangesWithTimeStrikesBothAlike() {
        assertThat(IntStream.range(0, 10)
                        .mapToObj(run -> AgainstSession.isBase(run) ? "A" : "B")
                        .collect(Collectors.joining()))
                .isEqualTo("ABBAABBAAB");
    }

    private static Against against(String... options) {
        String[] words = IntStream.rangeClosed(0, options.length)
                .mapToObj(i -> i < options.length ? options[i] : CommandLines.URL)
                .toArray(String[]::new);
        Against against = CommandLines.order(words).against();
        assertThat(against).isNotNull();
        return against;
    }
}
