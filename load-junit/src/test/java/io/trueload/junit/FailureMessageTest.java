// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.report.Explanation;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole message of a test that was not passed. */
class FailureMessageTest {

    private static final TestName NAME = new TestName("org.shop.CatalogueLoadIT", "itemsAreQuick", 0);
    private static final LoadPlan PLAN = LoadPlan.builder()
            .target("http://localhost/")
            .requests(300)
            .expect("p99 < 250ms", "mean < 1s", "p50 <= 100ms")
            .build();

    @Test
    void confirmedMiss_saysTheClaimTheRepeatsTheReasonsAndWhereTheFilesAre() {
        LoadResult first = Results.of(PLAN).time(ofMillis(412)).result();
        FailureMessage message = message(
                first,
                Results.of(PLAN).time(ofMillis(405)).result(),
                Results.of(PLAN).time(ofMillis(30)).result());

        assertThat(message.text())
                .isEqualTo(
                        "CatalogueLoadIT.itemsAreQuick: p99 < 250ms, but was 412ms (65% over), confirmed by 1 of 2 repeats"
                                + " (405ms, 30ms)\n\n"
                                + "  also         p50 <= 100ms, but was 412ms (312% over)\n"
                                + Explanation.of(first)
                                + "  report       1.json\n"
                                + "  repeat 1     2.json\n"
                                + "  repeat 2     3.json");
        assertThat(message.expected()).isEqualTo("p99 < 250ms\np50 <= 100ms");
        assertThat(message.actual()).isEqualTo("p99 = 412ms\np50 = 412ms");
    }

    @Test
    void missThatWasNotToBeConfirmed_saysNothingOfRepeats() {
        LoadResult first = Results.of(PLAN).time(ofMillis(260)).result();

        assertThat(message(first).text())
                .startsWith("CatalogueLoadIT.itemsAreQuick: p99 < 250ms, but was 260ms (4% over)\n\n  also ");
    }

    @Test
    void missThatCouldNotBeConfirmed_saysWhy_afterTheClaim() {
        LoadResult first = Results.of(PLAN).time(ofMillis(260)).result();
        Decision decision = Decision.of(first, 2, () -> {
            throw new IllegalArgumentException("the service has ended");
        });

        assertThat(new FailureMessage(NAME, decision, List.of("1.json"), "").text())
                .startsWith(
                        "CatalogueLoadIT.itemsAreQuick: p99 < 250ms, but was 260ms (4% over); no repeat could be made"
                                + " to confirm it: the service has ended\n\n  also ");
    }

    @Test
    void repeatThatWasInvalid_isMarkedAsSuch() {
        LoadResult late =
                Results.of(PLAN).time(ofMillis(500)).unhealthy("it was asleep").result();

        assertThat(message(
                                Results.of(PLAN).time(ofMillis(260)).result(),
                                late,
                                Results.of(PLAN).time(ofMillis(270)).result())
                        .text())
                .startsWith(
                        "CatalogueLoadIT.itemsAreQuick: p99 < 250ms, but was 260ms (4% over), confirmed by 1 of 2 repeats"
                                + " (500ms in an invalid run, 270ms)\n");
    }

    @Test
    void noAnswer_saysSo() {
        LoadPlan plan = LoadPlan.builder().target("http://localhost/").build();
        LoadResult refused = Results.of(plan).outcome(Outcome.CONNECT_FAILED).result();

        assertThat(message(refused, refused, refused).text())
                .startsWith(
                        "CatalogueLoadIT.itemsAreQuick: no request was answered as expected, confirmed by 2 of 2 repeats\n");
    }

    @Test
    void interruption_isToldWithWhatWasMeasured() {
        LoadResult interrupted =
                Results.of(PLAN).time(ofMillis(500)).interrupted().result();

        assertThat(message(interrupted).text())
                .startsWith(
                        "CatalogueLoadIT.itemsAreQuick: the test was interrupted\n\n" + Explanation.of(interrupted));
    }

    @Test
    void interruptionOfTheRepeats_tellsWhatTheFirstRunMissed() {
        LoadResult first = Results.of(PLAN).time(ofMillis(260)).result();
        LoadResult interrupted =
                Results.of(PLAN).time(ofMillis(500)).interrupted().result();

        assertThat(message(first, interrupted).text())
                .startsWith(
                        "CatalogueLoadIT.itemsAreQuick: the test was interrupted; not confirmed so far: p99 < 250ms, but was"
                                + " 260ms (4% over); p50 <= 100ms, but was 260ms (160% over)\n\n");
    }

    @Test
    void invalidRun_isComparedWithARunThatSaysSomething() {
        FailureMessage message = message(Results.of(PLAN).dropped(7).result());

        assertThat(message.expected()).isEqualTo("a run that says something");
        assertThat(message.actual()).startsWith("INVALID: 7 of 307 planned requests were dropped");
    }

    private static FailureMessage message(LoadResult first, LoadResult... repeats) {
        Deque<LoadResult> rest = new ArrayDeque<>(Arrays.asList(repeats));
        Decision decision = Decision.of(first, repeats.length, rest::pop);
        List<String> reports = List.of("1.json", "2.json", "3.json").subList(0, repeats.length + 1);
        return new FailureMessage(NAME, decision, reports, "the test was interrupted");
    }
}
