// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole screens, from a state alone. */
class LiveLayoutTest {

    private final LiveStates states = new LiveStates();

    @Test
    void screen_ofTheUsualSize() {
        assertThat(screen(24, 79)).isEqualTo("""
                trueload http://127.0.0.1:8080/items                              200/s for 30s
                [=============                           ] 33% 10s of 30s, 20s left
                Rates       offered 200.0/s  sent 200.0/s  achieved 199.0/s  in flight 12
                Times              p50       p90       p99       max
                last second        5ms       9ms      40ms      40ms
                so far             5ms       9ms      40ms      80ms
                p99         ▂▃▄▅▆▇█▂▃▄ up to 80ms
                Achieved    ██████████ up to 200.0/s
                Status      200: 2,000
                Errors      none

                Response times so far
                   12.5ms 1,960 ■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■
                     20ms     0
                   27.5ms     8 ■
                     35ms     8 ■
                   42.5ms     8 ■
                     50ms     0
                   57.5ms     4 ■
                     65ms     4 ■
                   72.5ms     4 ■
                     80ms     4 ■
                Generator   healthy (schedule lag p99 43us, cpu 12%, longest hiccup 2ms)
                q stop  p pause the view
                """);
    }

    @Test
    void smallestScreen_hasWhatMatters() {
        assertThat(screen(10, 40)).isEqualTo("""
                trueload http://127.0.0.1:8080/items
                [====         ] 33% 10s of 30s, 20s left
                offered 200 sent 200 achieved 199/s
                Times         p50    p90    p99    max
                last s        5ms    9ms   40ms   40ms
                so far        5ms    9ms   40ms   80ms
                Status    200: 2,000
                Errors    none
                Generator healthy
                q stop  p pause the view
                """);
    }

    @Test
    void largeScreen_hasGapsAndElevenSteps() {
        assertThat(screen(34, 120)).isEqualTo("""
                trueload http://127.0.0.1:8080/items                                                                       200/s for 30s
                [=============                           ] 33% 10s of 30s, 20s left

                Rates       offered 200.0/s  sent 200.0/s  achieved 199.0/s  in flight 12
                Times              p50       p90       p99       max
                last second        5ms       9ms      40ms      40ms
                so far             5ms       9ms      40ms      80ms

                p99         ▂▃▄▅▆▇█▂▃▄ up to 80ms
                Achieved    ██████████ up to 200.0/s

                Status      200: 2,000
                Errors      none

                Response times so far
                   11.8ms 1,960 ■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■
                   18.6ms     0
                   25.5ms     8 ■
                   32.3ms     8 ■
                   39.1ms     0
                   45.9ms     8 ■
                   52.7ms     4 ■
                   59.5ms     0
                   66.4ms     4 ■
                   73.2ms     4 ■
                     80ms     4 ■






                Generator   healthy (schedule lag p99 43us, cpu 12%, longest hiccup 2ms)
                q stop  p pause the view
                """);
    }

    @Test
    void failingRun_saysWhatAndHowOften() {
        fail();

        assertThat(screen(24, 79)).isEqualTo("""
                trueload http://127.0.0.1:8080/items                              200/s for 30s
                [=============                           ] 33% 10s of 30s, 20s left
                Rates       offered 200.0/s  sent 200.0/s  achieved 199.0/s  dropped 4
                Times              p50       p90       p99       max
                last second        5ms       9ms      40ms      40ms
                so far             5ms       9ms      40ms      80ms
                p99         ▂▃▄▅▆▇█▂▃▄ up to 80ms
                Achieved    ██████████ up to 200.0/s
                Status      200: 1,850  503: 90
                Errors      150 (7.5%)  badStatus 90  connectFailed 50  timedOut 10
                            50 x connectFailed: Connection refused
                            10 x timedOut: timed out after 1s waiting for the answer

                Response times so far
                   17.5ms 1,960 ■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■
                     30ms     8 ■
                   42.5ms    16 ■
                     55ms     4 ■
                   67.5ms     4 ■
                     80ms     8 ■
                Generator   NOT HEALTHY: schedule lag p99 6.1 ms (limit 5.2 ms)
                            it used 91 % of its processors (limit 80 %)
                            garbage collection 16.0 ms (limit 10.0 ms)
                q stop  p pause the view
                """);
    }

    @Test
    void failingRun_onTheSmallestScreen() {
        fail();

        assertThat(screen(10, 40)).isEqualTo("""
                trueload http://127.0.0.1:8080/items
                [====         ] 33% 10s of 30s, 20s left
                offered 200 sent 200 achieved 199/s
                Times         p50    p90    p99    max
                last s        5ms    9ms   40ms   40ms
                so far        5ms    9ms   40ms   80ms
                Status    200: 1,850  503: 90
                Errors    150 (7.5%)  badStatus 90
                Generator NOT HEALTHY: schedule lag p99…
                q stop  p pause the view
                """);
    }

    @Test
    void warmUp_hasNoFiguresYet() {
        states.plan =
                new LivePlan(LiveStates.URL, "200/s for 30s", Duration.ofSeconds(5), Duration.ofSeconds(30), 0, true);
        states.warmingUp = true;
        states.elapsed = Duration.ofSeconds(2);
        states.share = 0;
        states.seconds = 0;
        states.statusCodes = new TreeMap<>();
        states.outcomes = Map.of();

        assertThat(screen(12, 79)).isEqualTo("""
                trueload http://127.0.0.1:8080/items                              200/s for 30s
                [================                        ] warm-up 2s of 5s, 3s left
                Rates       offered 200.0/s  sent 200.0/s  achieved 199.0/s  in flight 12
                Times              p50       p90       p99       max
                last second          -         -         -         -
                so far               -         -         -         -
                p99         -
                Achieved    -
                Status      no answers yet
                Errors      none
                Generator   healthy (schedule lag p99 43us, cpu 12%, longest hiccup 2ms)
                q stop  p pause the view
                """);
    }

    @Test
    void closedWorkload_offersNothing_andTheEndIsGuessed() {
        states.plan = LiveStates.CLOSED;
        states.share = 0.2;

        assertThat(screen(10, 79).lines().limit(3))
                .containsExactly(
                        "trueload http://127.0.0.1:8080/items            50 connections, 10,000 requests",
                        "[========                                ] 20% 10s, about 40s left",
                        "Rates       offered -  sent 200.0/s  achieved 199.0/s  in flight 12");
    }

    @ParameterizedTest
    @CsvSource({"9, 80", "24, 39", "1, 1", "0, 0"})
    void screenTooSmall_isOneLineThatFits(int rows, int columns) {
        List<AttributedString> lines = LiveLayout.lines(states.state(), rows, columns, true);

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).columnLength()).isLessThanOrEqualTo(Math.max(1, columns));
        assertThat("33%  199.0/s  p99 80ms  0 errors")
                .startsWith(lines.get(0).toString().replace("…", ""));
    }

    @Test
    void anySize_everyLineFits_andThereAreAsManyAsRows() {
        fail();
        states.messages = List.of(
                new ErrorCount(Outcome.CONNECT_FAILED, "連接被拒絕".repeat(20), 7),
                new ErrorCount(Outcome.CHECK_FAILED, "x".repeat(300), 1));
        LiveState state = states.state();

        for (int rows = LiveLayout.LEAST_ROWS; rows < 60; rows++) {
            for (int columns = LiveLayout.LEAST_COLUMNS; columns < 180; columns += 7) {
                List<AttributedString> lines = LiveLayout.lines(state, rows, columns, false);

                int width = columns;
                assertThat(lines).as("%d x %d", rows, columns).hasSize(rows);
                assertThat(lines)
                        .allSatisfy(line -> assertThat(line.columnLength()).isLessThanOrEqualTo(width));
            }
        }
    }

    @Test
    void wideCharacters_areCutWhereTheyNoLongerFit() {
        fail();
        states.messages = List.of(new ErrorCount(Outcome.CONNECT_FAILED, "連接被拒絕".repeat(20), 7));

        AttributedString message = LiveLayout.lines(states.state(), 24, 41, false).stream()
                .filter(line -> line.toString().contains("連"))
                .findFirst()
                .orElseThrow();

        assertThat(message.toString()).isEqualTo("          7 x connectFailed: 連接被拒絕…");
        assertThat(message.columnLength()).isEqualTo(40);
    }

    @Test
    void withoutColors_nothingIsStyled_andTheWordsAreTheSame() {
        fail();
        List<AttributedString> plain = LiveLayout.lines(states.state(), 24, 79, false);
        List<AttributedString> colored = LiveLayout.lines(states.state(), 24, 79, true);

        assertThat(plain).allSatisfy(line -> assertThat(line.toAnsi()).isEqualTo(line.toString()));
        assertThat(colored.stream().map(AttributedString::toString).toList())
                .isEqualTo(plain.stream().map(AttributedString::toString).toList());
        assertThat(colored.stream().map(AttributedString::toAnsi).collect(Collectors.joining()))
                .as("errors are red")
                .contains("\u001b[31;1m");
    }

    @Test
    void paused_saysSo() {
        assertThat(LiveLayout.lines(states.state().paused(true), 10, 40, false)
                        .get(9)
                        .toString())
                .isEqualTo("PAUSED, run goes on  p resume  q stop");
    }

    private void fail() {
        states.outcomes = Map.of(
                Outcome.OK, 1_850L, Outcome.BAD_STATUS, 90L, Outcome.CONNECT_FAILED, 50L, Outcome.TIMED_OUT, 10L);
        states.statusCodes = new TreeMap<>(Map.of(200, 1_850L, 503, 90L));
        states.messages = List.of(
                new ErrorCount(Outcome.CONNECT_FAILED, "Connection refused", 50),
                new ErrorCount(Outcome.TIMED_OUT, "timed out after 1s waiting for the answer", 10));
        states.waiting = 30;
        states.dropped = 4;
        states.reasons = List.of(
                "schedule lag p99 6.1 ms (limit 5.2 ms)",
                "it used 91 % of its processors (limit 80 %)",
                "garbage collection 16.0 ms (limit 10.0 ms)");
    }

    private String screen(int rows, int columns) {
        return LiveLayout.lines(states.state(), rows, columns, false).stream()
                .map(AttributedString::toString)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
