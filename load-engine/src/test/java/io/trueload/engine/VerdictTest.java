// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static io.trueload.engine.Outcome.BAD_STATUS;
import static io.trueload.engine.Outcome.CHECK_FAILED;
import static io.trueload.engine.Outcome.CONNECT_FAILED;
import static io.trueload.engine.Outcome.IN_FLIGHT_AT_END;
import static io.trueload.engine.Outcome.OK;
import static io.trueload.engine.Outcome.TIMED_OUT;
import static io.trueload.engine.Verdict.Kind.FAIL;
import static io.trueload.engine.Verdict.Kind.INCONCLUSIVE;
import static io.trueload.engine.Verdict.Kind.INVALID;
import static io.trueload.engine.Verdict.Kind.PASS;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.trueload.engine.Verdict.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The four answers: the table of requirements, health and delivery. */
class VerdictTest {

    private static final String MET = "p99 < 250ms";
    private static final String MISSED = "p99 < 5ms";
    private static final String WAS = "p99 < 5ms, but was 10ms";
    private static final String NOT_CARRIED = "p99.99 < 250ms";
    private static final String NEEDS = "p99.99 < 250ms: needs 10000 samples, has 1000";
    private static final String SICK = "the generator was not healthy: it was late";
    private static final String NO_ANSWER = "no request was answered as expected";
    private static final String NOTHING = "nothing was sent";
    private static final String DROPPED = "3 of 1003 planned requests were dropped, because too many were in flight;"
            + " raise the limit of requests in flight, or lower the rate";
    private static final String TOO_SLOW = "the offered rate was not delivered: 100.0/s asked, 98.9/s sent; lower the"
            + " rate, or use a faster machine";

    static List<Arguments> judgedByExpectations() {
        return List.of(
                row("nothing expected", healthy(), PASS),
                row("nothing expected, unhealthy", sick(), PASS),
                row("met", healthy(MET), PASS),
                row("met, unhealthy", sick(MET), PASS),
                row("missed", healthy(MISSED), FAIL, WAS),
                row("missed, unhealthy", sick(MISSED), INVALID, WAS, SICK),
                row("not carried", healthy(NOT_CARRIED), INCONCLUSIVE, NEEDS),
                row("not carried, unhealthy", sick(NOT_CARRIED), INCONCLUSIVE, NEEDS),
                row("met and missed", healthy(MET, MISSED), FAIL, WAS),
                row("met and missed, unhealthy", sick(MET, MISSED), INVALID, WAS, SICK),
                row("met and not carried", healthy(MET, NOT_CARRIED), INCONCLUSIVE, NEEDS),
                row("not carried and missed", healthy(NOT_CARRIED, MISSED), FAIL, WAS),
                row("not carried and missed, unhealthy", sick(NOT_CARRIED, MISSED), INVALID, WAS, SICK),
                row(
                        "missed, and nothing that the generator did explains it",
                        sick(MISSED).delayedAtMost(ofMillis(4)),
                        FAIL,
                        WAS),
                row(
                        "missed, and the generator may be why",
                        sick(MISSED).delayedAtMost(ofMillis(6)),
                        INVALID,
                        WAS,
                        SICK),
                row(
                        "two missed, of which the generator explains one",
                        sick(MISSED, "max < 9ms").delayedAtMost(ofMillis(4)),
                        FAIL,
                        WAS,
                        "max < 9ms, but was 10ms"),
                row(
                        "two missed, in the order of the plan",
                        healthy("max < 5ms", MISSED),
                        FAIL,
                        "max < 5ms, but was 10ms",
                        WAS),
                row(
                        "missed, unhealthy in two ways",
                        Results.expecting(MISSED).unhealthy("it was late", "it was paused"),
                        INVALID,
                        WAS,
                        SICK + "; it was paused"));
    }

    static List<Arguments> judgedByDelivery() {
        return List.of(
                row("dropped", healthy().dropped(3), INVALID, DROPPED),
                row("dropped, met", healthy(MET).dropped(3), INVALID, DROPPED),
                row("dropped, missed", healthy(MISSED).dropped(3), INVALID, DROPPED),
                row("dropped, missed, unhealthy", sick(MISSED).dropped(3), INVALID, DROPPED),
                row("dropped, not carried", healthy(NOT_CARRIED).dropped(3), INVALID, DROPPED),
                row("not delivered", healthy().rates(100, 98.9, 98.9), INVALID, TOO_SLOW),
                row("not delivered, met", healthy(MET).rates(100, 98.9, 98.9), INVALID, TOO_SLOW),
                row("not delivered, missed", healthy(MISSED).rates(100, 98.9, 98.9), INVALID, TOO_SLOW),
                row("not delivered, since dropped", healthy(MET).dropped(3).rates(100, 98.9, 98.9), INVALID, DROPPED),
                row("delivered to 99 %", healthy(MET).rates(100, 99, 99), PASS),
                row("delivered and more", healthy(MET).rates(100, 101, 101), PASS),
                row("closed workload", healthy(MET).rates(0, 50, 50), PASS),
                row(
                        "all dropped",
                        healthy(MET).all(OK, 0).dropped(1_003),
                        INVALID,
                        DROPPED.replace("3 of", "1003 of")));
    }

    static List<Arguments> judgedByAnswers() {
        return List.of(
                row("no answer", healthy().all(CONNECT_FAILED, 9), FAIL, NO_ANSWER),
                row("no answer, unhealthy", sick().all(CONNECT_FAILED, 9), FAIL, NO_ANSWER),
                row("no answer in time", healthy().all(TIMED_OUT, 9), FAIL, NO_ANSWER),
                row("only refusals", healthy().all(BAD_STATUS, 9), FAIL, NO_ANSWER),
                row("only objections", healthy().all(CHECK_FAILED, 9), FAIL, NO_ANSWER),
                row("no answer, met", healthy("errors < 10").all(BAD_STATUS, 9), FAIL, NO_ANSWER),
                row("no answer, not carried", healthy(NOT_CARRIED).all(BAD_STATUS, 9), FAIL, NO_ANSWER),
                row(
                        "no answer, missed",
                        healthy("errors = 0").all(BAD_STATUS, 9),
                        FAIL,
                        "errors = 0, but was 9",
                        NO_ANSWER),
                row(
                        "no answer, missed, unhealthy",
                        sick("errors = 0").all(TIMED_OUT, 9),
                        INVALID,
                        "errors = 0, but was 9",
                        SICK),
                row(
                        "wrong answers, missed, unhealthy",
                        sick("errors = 0").all(BAD_STATUS, 9),
                        FAIL,
                        "errors = 0, but was 9",
                        NO_ANSWER),
                row(
                        "one answer among errors",
                        healthy().outcome(BAD_STATUS, 999).outcome(OK, 1),
                        PASS),
                row("nothing sent", healthy().all(OK, 0), INCONCLUSIVE, NOTHING),
                row("nothing sent, unhealthy", sick().all(OK, 0), INCONCLUSIVE, NOTHING),
                row("nothing sent, met", healthy("error rate = 0%").all(OK, 0), INCONCLUSIVE, NOTHING),
                row(
                        "nothing sent, not carried",
                        healthy("max < 1s").all(OK, 0),
                        INCONCLUSIVE,
                        "max < 1s: needs 1 sample, has 0",
                        NOTHING),
                row("nothing sent, missed", healthy("requests >= 1").all(OK, 0), FAIL, "requests >= 1, but was 0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"judgedByExpectations", "judgedByDelivery", "judgedByAnswers"})
    void verdict_ofTheTable_isTheKindWithItsReasons(String row, Results results, Kind kind, List<String> reasons) {
        Verdict verdict = results.verdict();

        assertThat(verdict.kind()).as(row).isEqualTo(kind);
        assertThat(verdict.reasons()).as(row).containsExactlyElementsOf(reasons);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OK", "IN_FLIGHT_AT_END"})
    void verdict_everyRequestInOneError_isFail(Outcome outcome) {
        assertThat(healthy().all(outcome, 9).verdict().kind()).isEqualTo(FAIL);
    }

    @Test
    void verdict_everyRequestInFlightAtTheEnd_isNotPass() {
        assertThat(healthy().all(IN_FLIGHT_AT_END, 9).verdict().kind()).isNotEqualTo(PASS);
    }

    @Test
    void verdict_ofAResult_isJudgedByItsPlan() {
        LoadResult result = healthy(MISSED).result();

        assertThat(result.verdict()).isEqualTo(Verdict.of(result));
    }

    @Test
    void kind_missing_isNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Verdict(null, List.of(), List.of()))
                .withMessage("kind");
    }

    private static Results healthy(String... expectations) {
        return Results.expecting(expectations);
    }

    private static Results sick(String... expectations) {
        return Results.expecting(expectations).unhealthy("it was late");
    }

    private static Arguments row(String name, Results results, Kind kind, String... reasons) {
        return arguments(name, results, kind, List.of(reasons));
    }
}
