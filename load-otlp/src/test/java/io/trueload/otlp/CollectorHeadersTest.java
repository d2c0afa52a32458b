// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorHeadersTest {

    @Test
    void values_arePercentEncoded() {
        assertThat(CollectorHeaders.of("api-key=a%2Cb=+%20c==, x-tenant = shop ,"))
                .containsExactly(entry("api-key", "a,b=+ c=="), entry("x-tenant", "shop"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", ","})
    void nothing_isNoHeader(String list) {
        assertThat(CollectorHeaders.of(list)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "a=b,s3cret"})
    void entryWithoutEquals_isRefused_andNotShown(String list) {
        assertThatThrownBy(() -> CollectorHeaders.of(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OTEL_EXPORTER_OTLP_HEADERS: an entry has no =; write name=value,name=value, with values"
                        + " percent-encoded")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=s3cret", "a=s3cret%", "a=s3cret%zz", "a=s3cret%0a", "host=s3cret", "b=c,a b=s3cret"})
    void whatCannotBeSent_isRefused_withoutItsValue(String list) {
        assertThatThrownBy(() -> CollectorHeaders.of(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "OTEL_EXPORTER_OTLP_HEADERS: the header (|a|host|a b) cannot be sent: its name or its"
                                + " value is none, or it is one that the client sets; write name=value,name=value, with values"
                                + " percent-encoded")
                .hasNoCause();
    }
}
