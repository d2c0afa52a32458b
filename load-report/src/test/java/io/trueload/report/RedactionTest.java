// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Header;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.Outcome;
import io.trueload.engine.RequestSource;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.SecretNames;
import io.trueload.engine.SecretText;
import io.trueload.engine.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "PROXY-AUTHORIZATION",
                "Cookie",
                "Set-Cookie",
                "X-Api-Key",
                "X-Auth-Token",
                "my-secret-id",
                "csrftoken"
            })
    void header_secretByName_isMaskedInMessages(String name) {
        Redaction redaction = Redaction.of(plan().header(name, "canary").build());

        assertThat(redaction.apply("got canary back")).isEqualTo("got *** back");
    }

    @Test
    void secretThatATargetEchoes_isInNoReportFile() {
        Results rich = Results.rich();
        rich.errors = List.of(new ErrorCount(Outcome.CHECK_FAILED, "echoed canary-header and canary-proxy", 5));
        rich.environment.put("failedAddresses", "canary-header");

        Written.withMessages(rich.build())
                .forEach((ending, text) ->
                        assertThat(text).as(ending).contains("echoed ***").doesNotContain("canary", "proxyuser"));
        Written.withoutMessages(rich.build())
                .forEach((ending, text) -> assertThat(text).as(ending).doesNotContain("canary", "proxyuser"));
    }

    @Test
    void header_ordinary_isNotMasked() {
        Redaction redaction =
                Redaction.of(plan().header("Accept", "application/json").build());

        assertThat(redaction.apply("not application/json")).isEqualTo("not application/json");
    }

    @Test
    void basicCredentials_areMaskedInEveryForm() {
        String pair = base64("user:pass/word");
        Redaction redaction =
                Redaction.of(plan().header("Authorization", "Basic " + pair).build());

        assertThat(redaction.apply("Basic " + pair)).isEqualTo("***");
        assertThat(redaction.apply("a " + pair + " b")).isEqualTo("a *** b");
        assertThat(redaction.apply("user:pass/word")).isEqualTo("***");
        assertThat(redaction.apply("?p=pass%2Fword&x")).isEqualTo("?p=***&x");
        assertThat(redaction.apply(base64("pass/word"))).isEqualTo("***");
    }

    @Test
    void basicCredentials_thatAreNoBase64_areStillMasked() {
        Redaction redaction = Redaction.of(
                plan().header("Authorization", "Basic ~~~canary~~~").build());

        assertThat(redaction.apply("~~~canary~~~")).isEqualTo("***");
    }

    @Test
    void cookies_eachValue_isMasked() {
        Redaction redaction =
                Redaction.of(plan().header("Cookie", "id=canary1; lang=canary2").build());

        assertThat(redaction.apply("canary1 canary2")).isEqualTo("*** ***");
    }

    @Test
    void proxyPassword_isMasked() {
        Transport direct = Transport.DEFAULT;
        URI proxy = URI.create("http://user:can%41ry@proxy:3128");
        Redaction redaction = Redaction.of(plan().transport(new Transport(false, 1, true, 0, proxy, direct.tls(), 0))
                .build());

        assertThat(redaction.apply("canAry or can%41ry")).isEqualTo("*** or ***");
    }

    @Test
    void requestsMadeInCode_queryOfTheTarget_isMasked() {
        RequestSource source = index -> RequestSpec.get("/");
        Redaction redaction = Redaction.of(LoadPlan.builder()
                .target("http://127.0.0.1/?api_key=canary")
                .source(source)
                .build());

        assertThat(redaction.apply("canary")).isEqualTo("***");
    }

    @Test
    void secretsBySource_areMasked() {
        Redaction redaction = Redaction.of(plan().header(new Header("X-Team", "canary-1", true))
                .header("X-Other", "not-secret")
                .body(new SecretText("canary-2", true))
                .build());

        assertThat(redaction.apply("canary-1 canary-2 not-secret")).isEqualTo("*** *** not-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xy", "Bearer ", "user:"})
    void secretWithinBase64_isMaskedWhereverItLies(String before) {
        Redaction redaction =
                Redaction.of(plan().header("X-Token", "s3cret/canary+?").build());

        for (String after : new String[] {"", "y", "yz", "\r\n"}) {
            String text = base64(before + "s3cret/canary+?" + after);
            assertThat(redaction.apply(text)).contains("***").hasSizeLessThan(text.length() - 10);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret /canary~*\"",
                "s3cret+%2Fcanary%7E*%22",
                "s3cret+%2fcanary%7e*%22",
                "s3cret%20%2Fcanary~%2A%22",
                "s3cret%20%2fcanary~%2a%22",
                "s3cret /canary~*\\\""
            })
    void formsOfASecret_areMasked(String form) {
        Redaction redaction =
                Redaction.of(plan().header("X-Token", "s3cret /canary~*\"").build());

        assertThat(redaction.apply("a " + form + " b")).isEqualTo("a *** b");
    }

    @Test
    void secretCutOffWithItsMessage_isMasked() {
        Redaction redaction =
                Redaction.of(plan().header("X-Token", "canary-canary").build());

        assertThat(redaction.apply("bad header canary-can… (before the answer)"))
                .isEqualTo("bad header ***… (before the answer)");
        assertThat(redaction.apply("bad header can…")).isEqualTo("bad header can…");
    }

    @Test
    void shortValue_isNotMasked() {
        Redaction redaction = Redaction.of(plan().header("Cookie", "a=1").build());

        assertThat(redaction.apply("1 of 11")).isEqualTo("1 of 11");
    }

    @ParameterizedTest
    @CsvSource({
        "/a, /a",
        "/a?, /a?",
        "/a?x=1&token=abc&y, /a?x=1&token=***&y",
        "/a?Access%5FToken=abc, /a?Access%5FToken=***",
        "/a?token, /a?token",
        "/a?%zz=1&password=, /a?%zz=1&password=***",
    })
    void path_secretParameters_areMasked(String path, String expected) {
        assertThat(SecretNames.masked(path)).isEqualTo(expected);
    }

    private static LoadPlan.Builder plan() {
        return LoadPlan.builder().target("http://127.0.0.1:8080/");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
