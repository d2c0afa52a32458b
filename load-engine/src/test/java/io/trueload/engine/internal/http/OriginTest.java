// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OriginTest {

    @Test
    void origin_isSchemeHostAndPort() {
        Origin origin = origin("https://example.org/a");

        assertThat(origin)
                .isEqualTo(origin("HTTPS://EXAMPLE.ORG:443/b"))
                .hasSameHashCodeAs(origin("https://example.org"));
        assertThat(Stream.of("http://example.org:443", "https://example.com", "https://example.org:444")
                        .map(OriginTest::origin))
                .noneMatch(other -> other.equals(origin) || other.hashCode() == origin.hashCode());
        assertThat(origin).isNotEqualTo("https://example.org");
    }

    private static Origin origin(String uri) {
        return Origin.of(URI.create(uri));
    }
}
