// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportTest {

    @Test
    void defaults_are_http1WithKeepAliveStraightToTheTarget() {
        assertThat(Transport.DEFAULT).isEqualTo(new Transport(false, 1, true, 0, null, TlsSettings.DEFAULT, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void streams_belowOne_areRefused(int streams) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transport(true, streams, true, 0, null, 0))
                .withMessage("streams must be at least 1: " + streams);
    }

    @Test
    void streams_withHttp1_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transport(false, 2, true, 0, null, 0))
                .withMessage("streams need HTTP/2: 2 streams with HTTP/1.1");
        assertThat(transport(true, 2, true, 0, null, 0).streams()).isEqualTo(2);
    }

    @Test
    void keepAlive_offWithHttp2_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transport(true, 1, false, 0, null, 0))
                .withMessage("keep-alive cannot be switched off for HTTP/2");
        assertThat(transport(false, 1, false, 0, null, 0).keepAlive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 51})
    void redirects_outOfBounds_areRefused(int redirects) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transport(false, 1, true, redirects, null, 0))
                .withMessage("redirects must be between 0 and 50: " + redirects);
    }

    @Test
    void ioThreads_negative_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transport(false, 1, true, 50, null, -1))
                .withMessage("ioThreads must not be negative: -1");
    }

    @Test
    void tls_missing_isNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Transport(false, 1, true, 0, null, null, 0))
                .withMessage("tls");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://proxy:3128", "http://user:secret@proxy:3128", "http://10.0.0.1:1", "http://[::1]:65535"})
    void proxy_hostAndPort_isAccepted(String proxy) {
        assertThat(withProxy(proxy).proxy()).isEqualTo(URI.create(proxy));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy",
                "proxy:3128",
                "//proxy:3128",
                "http://proxy",
                "http://proxy:0",
                "http:///x",
                "https://proxy:3128",
                "socks://proxy:3128",
                "https://user:secret@proxy:3128"
            })
    void proxy_notHttpOrWithoutHostOrPort_isRefusedWithoutAnyPartOfIt(String proxy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withProxy(proxy))
                .withMessage("proxy must be written as http://host:port");
    }

    @Test
    void proxy_portTooLarge_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> withProxy("http://proxy:65536"));
    }

    @Test
    void proxy_hostThatIsNoHostName_isRefusedWithoutItsPassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withProxy("http://user:secret@my_proxy:3128"))
                .withMessageNotContaining("secret");
    }

    private static Transport withProxy(String proxy) {
        return transport(false, 1, true, 0, URI.create(proxy), 0);
    }

    private static Transport transport(
            boolean http2, int streams, boolean keepAlive, int redirects, URI proxy, int ioThreads) {
        return new Transport(http2, streams, keepAlive, redirects, proxy, TlsSettings.DEFAULT, ioThreads);
    }
}
