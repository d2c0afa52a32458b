// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {

    private static final String NO_HOST = "target has no host, or one that cannot be a host name: ";
    private static final String NOT_ASCII =
            "target must hold visible ASCII characters only; percent-encode the others: ";

    @ParameterizedTest
    @CsvSource({
        "http://h, /",
        "http://h/, /",
        "http://h?a=b, /?a=b",
        "http://h/a/b?c=%20&d=e, /a/b?c=%20&d=e",
        "http://h/a#part, /a",
        "http://h/?, /?",
        "HTTP://H:1/, /",
        "https://h:65535/a, /a",
        "http://h:/a, /a",
        "http://127.0.0.1:8080/, /",
        "http://[::1]/a, /a",
        "http://[fe80::1]:8080/a, /a",
        "http://xn--bcher-kva.example/%C3%A9, /%C3%A9",
    })
    void target_httpUrl_givesTheRequestItsPath(String url, String path) {
        LoadPlan plan = LoadPlan.builder().target(url).build();

        assertThat(plan.target()).isEqualTo(URI.create(url));
        assertThat(plan.source().request(0)).isEqualTo(RequestSpec.get(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "localhost/a", "/a", "a.html", "example.com?x", "localhost:8080", "localhost:8080/a"
            })
    void target_withoutScheme_isRefused(String url) {
        assertRefused(url, "target must be a whole URL such as http://" + url + " : the scheme is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://h/", "ws://h/", "file:///etc/passwd", "mailto:a", "httpx://h/", "localhost:x"})
    void target_otherScheme_isRefused(String url) {
        assertRefused(url, "target must begin with http:// or https://: " + url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http:///",
                "http:///a",
                "http:/a",
                "http:a",
                "http://:80/",
                "http://?a",
                "http://my_host/",
                "http://h:-1/",
                "http://h:port/",
                "http://h:99999999999/",
                "http://a..b/",
                "http://1.2.3.4.5/"
            })
    void target_withoutHost_isRefused(String url) {
        assertRefused(url, NO_HOST + url);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "65536, 65536", "99999, 99999", "00, 0"})
    void target_portOutOfBounds_isRefused(String port, int shown) {
        assertRefused("http://h:" + port + "/", "port must be between 1 and 65535: " + shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user@h/", "http://user:secret@h/", "http://@h/", "https://:secret@[::1]:8443/"})
    void target_withUserInfo_isRefusedWithoutShowingIt(String url) {
        assertRefused(url, "target must not hold a user name or password; give them as basic authentication");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:secret@my_host/",
                "ftp://user:secret@h/",
                "http://user:secret@/",
                "user:secret@h/",
                "http://user:secret^@h/",
                "http://user:secret@h/\u00e9"
            })
    void target_wrongInAnotherWay_isRefusedWithoutItsPassword(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder().target(url).build())
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "' ', ' '",
        "' http://h/', ' http://h/'",
        "http://h/a b, http://h/a b",
        "http://b\u00fccher.example/, http://b\u00fccher.example/",
        "http://h/\u00e9, http://h/\u00e9",
        "'http://h/\r\nX: y', http://h/\\r\\nX: y",
        "'http://h/\n', http://h/\\n",
        "'http://h\r/', http://h\\r/",
        "'http://h/\u0000', http://h/\\u0000",
        "'http://h/\u000b', http://h/\\u000b",
        "'http://h/\f', http://h/\\u000c",
        "'http://h/\t', http://h/\\u0009",
        "'http://h/\u001b[2J', http://h/\\u001b[2J",
        "'http://h/#\r\n', http://h/#\\r\\n",
    })
    void target_notVisibleAscii_isRefusedWithEscapes(String url, String shown) {
        assertRefused(url, NOT_ASCII + shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "http:// 8 Expected_authority",
                "http: 6 Expected_scheme-specific_part",
                "://h/ 1 Expected_scheme_name",
                "1http://h/ 1 Illegal_character_in_scheme_name",
                "127.0.0.1:8080/ 1 Illegal_character_in_scheme_name",
                "http://h/a|b 11 Illegal_character_in_path",
                "http://h/%zz 10 Malformed_escape_pair",
                "http://h/?a=<b> 13 Illegal_character_in_query",
                "http://[::1/ 12 Expected_closing_bracket_for_IPv6_address",
                "http://[::g]/ 11 Expected_hex_digits_or_IPv4_address",
            })
    void target_thatIsNoUrl_isRefusedWithThePlace(String url, int place, String reason) {
        assertRefused(
                url, "target is not a URL: " + url + " (" + reason.replace('_', ' ') + " at character " + place + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "/a, target must be a whole URL such as http:///a : the scheme is missing",
        "ftp://h/, target must begin with http:// or https://: ftp://h/",
        "http://h:0/, port must be between 1 and 65535: 0",
        "http://user:secret@h/, " + "target must not hold a user name or password; give them as basic authentication",
    })
    void targetAsUri_wrong_isRefusedByTheSameRules(URI url, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder().target(url).build())
                .withMessage(message);
    }

    @Test
    void targetAsUri_letterThatIsNotAscii_isRefusedAsPath() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        LoadPlan.builder().target(URI.create("http://h/\u00e9")).build())
                .withMessage(
                        "path must begin with / and hold visible ASCII characters only; percent-encode the others: "
                                + "/\u00e9");
    }

    private static void assertRefused(String url, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder().target(url).build())
                .withMessage(message);
    }
}
