// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ValueSyntaxTest {

    @Test
    void integer_ofEverySize_isReadOrNamed() {
        assertThat(ValueSyntax.integer(" +7 ")).isEqualTo(7);
        assertThat(ValueSyntax.integer("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueSyntax.integer("9223372036854775808"))
                .withMessage("must be at most 9223372036854775807: 9223372036854775808");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueSyntax.integer("1e3"))
                .withMessage("not a whole number: '1e3'; write digits, such as 200");
    }

    @Test
    void count_beyondAnInt_isRefused() {
        assertThat(ValueSyntax.count("2147483647")).isEqualTo(Integer.MAX_VALUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueSyntax.count("2147483648"))
                .withMessage("must be at most 2147483647: 2147483648");
    }

    @Test
    void count_farBelowAnInt_staysNegativeSoThatItIsRefusedForThat() {
        assertThat(ValueSyntax.count("-99999999999")).isNegative();
    }

    @Test
    void decimal_withAndWithoutFraction_isRead() {
        assertThat(ValueSyntax.decimal("4")).isEqualTo(4);
        assertThat(ValueSyntax.decimal(".5")).isEqualTo(0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueSyntax.decimal("NaN"))
                .withMessage("not a number: 'NaN'; write digits, such as 4 or 0.5");
    }

    @Test
    void secondsOrDuration_bothForms_areRead() {
        assertThat(ValueSyntax.secondsOrDuration("20")).isEqualTo(Duration.ofSeconds(20));
        assertThat(ValueSyntax.secondsOrDuration("1m30s")).isEqualTo(Duration.ofSeconds(90));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueSyntax.secondsOrDuration("99999999999999"))
                .withMessage("must be at most 3456000000: 99999999999999");
    }
}
