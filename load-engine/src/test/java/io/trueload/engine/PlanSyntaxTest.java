// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates, stages and statuses as they are read; durations have a class of their own. */
class PlanSyntaxTest {

    @ParameterizedTest
    @CsvSource({
        "0.5/s, 0.5",
        "1/s, 1",
        "200/s, 200",
        "200 / s, 200",
        "' 200/s ', 200",
        "90/min, 1.5",
        "90/m, 1.5",
        "1800/h, 0.5",
        "0.000001/s, 0.000001",
    })
    void rate_wellFormed_isPerSecond(String text, double perSecond) {
        assertThat(PlanSyntax.rate(text)).isEqualTo(Rate.perSecond(perSecond));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/s", "200", "200/", "200/sec", "200/ms", "200/S", "1e3/s", "+1/s", "1,000/s", "200/s/s", "a/s"
            })
    void rate_malformed_isRefusedWithTextAndExample(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanSyntax.rate(text))
                .withMessage("not a rate: '" + text + "'; write requests and a unit, such as 200/s or 90/min");
    }

    @ParameterizedTest
    @CsvSource({"0/s, 0/s", "0.0/min, 0/s", "-3/s, -3/s", "-90/min, -1.5/s"})
    void rate_notPositive_isRefusedByItsOwnRule(String text, String shown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanSyntax.rate(text))
                .withMessage("rate must be a positive number of requests per second: " + shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hold 200/s 10s",
                "hold 200/s for 10s",
                "  HOLD  200/s\t10s ",
                "hold 12000/min 10s",
                "Hold 200/s 10S"
            })
    void stage_hold_isReadInAllSpellings(String text) {
        assertThat(PlanSyntax.stage(text)).isEqualTo(Stage.hold(Rate.perSecond(200), Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ramp 10/s to 500/s 30s",
                "ramp 10/s to 500/s for 30s",
                "ramp 10/s to 500/s over 30s",
                "RAMP 600/min TO 500/s OVER 30000ms"
            })
    void stage_ramp_isReadInAllSpellings(String text) {
        assertThat(PlanSyntax.stage(text))
                .isEqualTo(Stage.ramp(Rate.perSecond(10), Rate.perSecond(500), Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hold",
                "hold 200/s",
                "hold 200 / s 10s",
                "hold200/s 10s",
                "ramp 10/s 500/s 30s",
                "ramp to 500/s 30s",
                "step 200/s 10s",
                "200/s 10s",
                "hold 200/s during 10s",
                "hold 200/s 10s 20s"
            })
    void stage_malformed_isRefusedWithTextAndExamples(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanSyntax.stage(text))
                .withMessage("not a stage: '" + text + "'; write 'hold 200/s 10s' or 'ramp 10/s to 500/s 30s'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "hold 200 10s | not a rate: '200'; write requests and a unit, such as 200/s or 90/min",
                "hold 0/s 10s | rate must be a positive number of requests per second: 0/s",
                "hold 200/s 0s | stage duration must be longer than zero: 0s",
                "hold 200/s -5ms | stage duration must be longer than zero: -5ms",
                "hold 1/s 10 | not a duration: '10'; write a number and a unit, such as 250ms, 30s or 1m30s",
                "ramp 0/s to 5/s 1s | rate must be a positive number of requests per second: 0/s",
                "ramp 5/s to 0/s 1s | rate must be a positive number of requests per second: 0/s",
                "ramp 5/s to 9/s 0ms | stage duration must be longer than zero: 0s",
            })
    void stage_wrongPart_isRefusedByThePartsRule(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanSyntax.stage(text))
                .withMessage(message);
    }

    @Test
    void statuses_rangesAndCodes_areReadInOrder() {
        assertThat(PlanSyntax.statuses(" 2xx , 304,400-404 ").ranges())
                .containsExactly(
                        new StatusSet.Range(200, 299), new StatusSet.Range(304, 304), new StatusSet.Range(400, 404));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "999", "2xx", "1xx,9xx", "200,404", "200-299,301", "200-298", "150-249", "2xx,2xx"})
    void statuses_writtenAndReadAgain_areTheSame(String text) {
        StatusSet statuses = PlanSyntax.statuses(text);

        assertThat(PlanSyntax.statuses(statuses.toString())).isEqualTo(statuses);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "2xx,",
                ",2xx",
                "0xx",
                "99",
                "099",
                "1000",
                "20",
                "xx2",
                "2XX",
                "200-",
                "-200",
                "200 - 299"
            })
    void statuses_malformed_areRefusedWithTextAndExamples(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanSyntax.statuses(text))
                .withMessage("not a set of status codes: '" + text + "'; write it like 2xx,3xx or 200,404 or 200-299");
    }

    @Test
    void statuses_rangeBackwards_isRefusedByTheRangesRule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanSyntax.statuses("200,299-200"))
                .withMessage("not a range of status codes: 299-200");
    }
}
