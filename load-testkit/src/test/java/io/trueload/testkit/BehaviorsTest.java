// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BehaviorsTest {

    @Test
    void everyNth_thirtyThousandRequests_exactlyThreeThousandAreSlow() {
        Behavior behavior = Behaviors.everyNth(10, ofMillis(50), ofMillis(1));

        List<Long> slow = LongStream.range(0, 30_000)
                .filter(i -> delay(behavior, Requests.numbered(i)).equals(ofMillis(50)))
                .boxed()
                .toList();

        assertThat(slow).hasSize(3_000).startsWith(9L, 19L, 29L).endsWith(29_999L);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1_000_000",
        "9_999_999_999, 1_000_000",
        "10_000_000_000, 1_001_000_000",
        "10_300_000_000, 701_000_000",
        "10_999_999_999, 1_000_001",
        "11_000_000_000, 1_000_000",
        "30_000_000_000, 1_000_000"
    })
    void freeze_arrivalInTheWindow_isAnsweredAtItsEndPlusBase(String arrival, String delay) {
        Behavior behavior = Behaviors.freeze(ofMillis(1), ofSeconds(10), ofSeconds(1));

        assertThat(delay(behavior, Requests.arriving(ofNanos(number(arrival))))).isEqualTo(ofNanos(number(delay)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1_000_000",
        "3_999_999_999, 1_000_000",
        "4_000_000_000, 1_001_000_000",
        "4_999_999_999, 1_000_001",
        "5_000_000_000, 1_000_000",
        "9_250_000_000, 751_000_000"
    })
    void freezeEvery_lastPartOfEachPeriod_isFrozen(String arrival, String delay) {
        Behavior behavior = Behaviors.freezeEvery(ofMillis(1), ofSeconds(5), ofSeconds(1));

        assertThat(delay(behavior, Requests.arriving(ofNanos(number(arrival))))).isEqualTo(ofNanos(number(delay)));
    }

    @Test
    void freezeEvery_longerThanItsPeriod_isRefused() {
        assertThatThrownBy(() -> Behaviors.freezeEvery(ofMillis(1), ofSeconds(1), ofSeconds(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("length must not exceed the period: PT2S of PT1S");
    }

    @Test
    void singleWorker_twiceItsCapacity_makesEachWaitLonger() {
        Behavior behavior = Behaviors.singleWorker(ofMillis(10));

        assertThat(delay(behavior, Requests.arriving(ofMillis(0)))).isEqualTo(ofMillis(10));
        assertThat(delay(behavior, Requests.arriving(ofMillis(5)))).isEqualTo(ofMillis(15));
        assertThat(delay(behavior, Requests.arriving(ofMillis(10)))).isEqualTo(ofMillis(20));
        assertThat(delay(behavior, Requests.arriving(ofSeconds(1)))).isEqualTo(ofMillis(10));
    }

    @Test
    void threeTiers_ofEveryThousand_nineAreSlowAndOneIsSlowest() {
        Behavior behavior = Behaviors.threeTiers(ofMillis(1), ofMillis(20), ofMillis(200));

        assertThat(LongStream.range(0, 5_000)
                        .boxed()
                        .collect(Collectors.groupingBy(
                                i -> delay(behavior, Requests.numbered(i)), Collectors.counting())))
                .isEqualTo(Map.of(ofMillis(1), 4_950L, ofMillis(20), 45L, ofMillis(200), 5L));
    }

    @Test
    void exponential_hasItsMeanAndItsQuantiles_andTheSameDelaysForTheSameSeed() {
        long[] delays = delays(Behaviors.exponential(ofMillis(10), 7), 100_000);

        assertThat(LongStream.of(delays).average().orElseThrow()).isCloseTo(10e6, withinPercentage(1));
        Arrays.sort(delays);
        assertThat(delays[99_000] / 1e6).isCloseTo(10 * Math.log(100), withinPercentage(3));
        assertThat(delays(Behaviors.exponential(ofMillis(10), 7), 100))
                .isEqualTo(delays(Behaviors.exponential(ofMillis(10), 7), 100))
                .isNotEqualTo(delays(Behaviors.exponential(ofMillis(10), 8), 100));
    }

    @Test
    void logNormal_hasItsMedianAndItsSpread() {
        long[] delays = delays(Behaviors.logNormal(ofMillis(5), 0.5, 7), 100_000);

        Arrays.sort(delays);
        assertThat(delays[50_000] / 1e6).isCloseTo(5, withinPercentage(1));
        // One standard deviation above and below the median.
        assertThat(delays[84_134] / 1e6).isCloseTo(5 * Math.exp(0.5), withinPercentage(2));
        assertThat(delays[15_866] / 1e6).isCloseTo(5 * Math.exp(-0.5), withinPercentage(2));
    }

    @Test
    void exponentialWorker_servesOneAfterTheOther() {
        Behavior worker = Behaviors.exponentialWorker(ofMillis(5), 7);
        Behavior alone = Behaviors.exponential(ofMillis(5), 7);
        Duration first = delay(alone, Requests.numbered(0));
        Duration second = delay(alone, Requests.numbered(1));

        assertThat(delay(worker, Requests.arriving(ofMillis(0)))).isEqualTo(first);
        assertThat(delay(worker, Requests.arriving(ofMillis(0)))).isEqualTo(first.plus(second));
    }

    @ParameterizedTest
    @CsvSource({"0, 20_000_000", "4_999_999_999, 20_000_000", "5_000_000_000, 1_000_000"})
    void slowStart_isOverAtItsInstant(String arrival, String delay) {
        Behavior behavior = Behaviors.slowStart(ofMillis(20), ofSeconds(5), ofMillis(1));

        assertThat(delay(behavior, Requests.arriving(ofNanos(number(arrival))))).isEqualTo(ofNanos(number(delay)));
    }

    @Test
    void redirect_threeHops_endsAtItsLocation() {
        Behavior behavior = Behaviors.redirect("/end", 3);

        assertThat(Requests.text(behavior.reply(Requests.of("/start")))).contains("302", "Location: /end?hop=1\r\n");
        assertThat(Requests.text(behavior.reply(Requests.of("/end?hop=1"))))
                .contains("302", "Location: /end?hop=2\r\n");
        assertThat(Requests.text(behavior.reply(Requests.of("/end?hop=2")))).contains("302", "Location: /end\r\n");
        assertThat(Requests.text(behavior.reply(Requests.of("/end")))).contains("200 OK");
    }

    @Test
    void redirectLoop_eachEnd_leadsToTheOther() {
        Behavior behavior = Behaviors.redirectLoop();

        assertThat(Requests.text(behavior.reply(Requests.of("/a")))).contains("Location: /b\r\n");
        assertThat(Requests.text(behavior.reply(Requests.of("/b")))).contains("Location: /a\r\n");
    }

    @Test
    void routes_knownPath_goesItsOwnWay() {
        Behavior behavior = Behaviors.routes(Map.of("/bad", Faults.hang()), Behaviors.fixedDelay(ofMillis(1)));

        assertThat(behavior.reply(Requests.of("/bad?x=1")).parts()).isEmpty();
        assertThat(delay(behavior, Requests.of("/good"))).isEqualTo(ofMillis(1));
    }

    @Test
    void status_noContent_hasNeitherBodyNorLength() {
        assertThat(Requests.text(Behaviors.status(204).reply(Requests.of("/"))))
                .isEqualTo("HTTP/1.1 204 No Content\r\nContent-Type: text/plain\r\n\r\n");
    }

    private static long[] delays(Behavior behavior, int count) {
        return LongStream.range(0, count)
                .map(i -> delay(behavior, Requests.numbered(i)).toNanos())
                .toArray();
    }

    private static Duration delay(Behavior behavior, Received request) {
        return ofNanos(behavior.reply(request).plannedDelayNanos());
    }

    private static long number(String text) {
        return Long.parseLong(text.replace("_", ""));
    }
}
