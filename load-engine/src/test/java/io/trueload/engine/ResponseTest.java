// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseTest {

    private static final byte[] NO_BODY = {};

    @Test
    void header_repeatedInAnyCase_isTheFirst() {
        Response response = new Response(200, List.of(new Header("ETag", "1"), new Header("etag", "2")), NO_BODY);

        assertThat(response.header("ETAG")).contains("1");
        assertThat(response.header("Age")).isEmpty();
    }

    @Test
    void text_ofTheBody_isUtf8() {
        assertThat(new Response(200, List.of(), "früh".getBytes(StandardCharsets.UTF_8)).text())
                .isEqualTo("früh");
        assertThat(new Response(204, List.of(), NO_BODY).text()).isEmpty();
    }

    @Test
    void headers_changedByTheCaller_stayAsTheyWere() {
        List<Header> headers = new ArrayList<>();
        Response response = new Response(200, headers, NO_BODY);

        headers.add(new Header("X", "1"));

        assertThat(response.headers()).isEmpty();
    }

    @Test
    void body_missing_isNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Response(200, List.of(), null))
                .withMessage("body");
    }
}
