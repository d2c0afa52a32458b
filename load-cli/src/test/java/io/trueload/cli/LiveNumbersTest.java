// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveNumbersTest {

    @Test
    void rate_isShort() {
        assertThat(LiveNumbers.rate(0)).isEqualTo("0.0/s");
        assertThat(LiveNumbers.rate(199.96)).isEqualTo("200.0/s");
        assertThat(LiveNumbers.rate(172_745.4)).isEqualTo("172,745/s");
    }

    @Test
    void shortRate_hasFiveCharactersAtMost() {
        assertThat(LiveNumbers.shortRate(0)).isEqualTo("0.0");
        assertThat(LiveNumbers.shortRate(12.34)).isEqualTo("12.3");
        assertThat(LiveNumbers.shortRate(200)).isEqualTo("200");
        assertThat(LiveNumbers.shortRate(12_345)).isEqualTo("12.3k");
        assertThat(LiveNumbers.shortRate(172_745)).isEqualTo("173k");
    }

    @Test
    void clock_isToTheSecond() {
        assertThat(LiveNumbers.clock(Duration.ofMillis(-5))).isEqualTo("0s");
        assertThat(LiveNumbers.clock(Duration.ofMillis(59_999))).isEqualTo("59s");
        assertThat(LiveNumbers.clock(Duration.ofSeconds(65))).isEqualTo("1m05s");
        assertThat(LiveNumbers.clock(Duration.ofSeconds(3_665))).isEqualTo("1h01m05s");
    }

    @Test
    void time_hasThreeDigits() {
        assertThat(LiveNumbers.time(Duration.ofNanos(12_345_678))).isEqualTo("12.3ms");
        assertThat(LiveNumbers.time(Duration.ZERO)).isEqualTo("0s");
    }
}
