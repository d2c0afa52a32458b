// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations as they are read and written, and numbers as they are written. */
class PlanSyntaxDurationTest {

    private static final long SEED = 20_260_101;

    @ParameterizedTest
    @CsvSource({
        "0s, 0",
        "-0s, 0",
        "1ns, 1",
        "-1ns, -1",
        "1us, 1000",
        "1µs, 1000",
        "1.5us, 1500",
        ".5s, 500000000",
        "250ms, 250000000",
        "1.5s, 1500000000",
        "0.000000001s, 1",
        "30s, 30000000000",
        "1m30s, 90000000000",
        "1m500ms, 60500000000",
        "1h1m1s1ms1us1ns, 3661001001001",
        "2h, 7200000000000",
        "-1m30s, -90000000000",
        "100000h, 360000000000000000",
        "'  5ms ', 5000000",
    })
    void duration_wellFormed_isExact(String text, long nanos) {
        assertThat(PlanSyntax.duration(text)).isEqualTo(Duration.ofNanos(nanos));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "0",
                "1",
                "s",
                "ms",
                "1 s",
                "- 1s",
                "--1s",
                "1s-",
                "+1s",
                "1e3s",
                "1,5s",
                "1.s",
                "1..5s",
                "5S",
                "5sec",
                "5d",
                "1s 5ms",
                "s5",
                "1m30",
                "٣s",
                "PT5S",
                "1000000000000h"
            })
    void duration_malformed_isRefusedWithTextAndExample(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanSyntax.duration(text))
                .withMessage("not a duration: '" + text + "'; write a number and a unit, such as 250ms, 30s or 1m30s");
    }

    @Test
    void duration_controlCharacters_areShownAsEscapes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlanSyntax.duration("5\u001b[2J\r\n"))
                .withMessage("not a duration: '5\\u001b[2J\\r\\n'; write a number and a unit, such as 250ms, 30s or"
                        + " 1m30s");
    }

    @Test
    void duration_ofACentury_isRead() {
        assertThat(PlanSyntax.duration("876000h")).isEqualTo(Duration.ofDays(36_500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.9ns", "1.5ns", "0.0000000001s"})
    void duration_belowOneNanosecond_isRefusedAndNotCutOff(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PlanSyntax.duration(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 1ns",
        "-1, -1ns",
        "999, 999ns",
        "1000, 1us",
        "1001, 1.001us",
        "999999, 999.999us",
        "1000000, 1ms",
        "250000000, 250ms",
        "999999999, 999.999999ms",
        "1000000000, 1s",
        "1500000000, 1.5s",
        "-1500000000, -1.5s",
        "90000000000, 90s",
        "360000000000000000, 360000000s",
    })
    void format_duration_takesTheLargestUnitThatFits(long nanos, String text) {
        assertThat(PlanSyntax.format(Duration.ofNanos(nanos))).isEqualTo(text);
    }

    @Test
    void format_anyDuration_parsesToTheSameDuration() {
        var random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            Duration duration = Duration.ofNanos(random.nextLong() >> (5 + random.nextInt(59)));

            assertThat(PlanSyntax.duration(PlanSyntax.format(duration)))
                    .as("seed %d, draw %d", SEED, i)
                    .isEqualTo(duration);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0",
        "-0.0, 0",
        "1.0, 1",
        "100.0, 100",
        "1e21, 1000000000000000000000",
        "1e-7, 0.0000001",
        "-2.50, -2.5",
        "NaN, NaN",
        "Infinity, Infinity",
    })
    void format_number_hasNoExponentAndNoTrailingZeros(double number, String text) {
        assertThat(PlanSyntax.format(number)).isEqualTo(text);
    }
}
