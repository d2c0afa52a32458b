// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectedSenderTest {

    @Test
    void isDirect_http1StraightToTheTarget_only() {
        assertThat(ConnectedSender.isDirect(Transport.DEFAULT)).isTrue();
        assertThat(ConnectedSender.isDirect(Transports.CLOSING)).isTrue();
        assertThat(ConnectedSender.isDirect(Transports.tls(new TlsSettings(true, null, null, null))))
                .isTrue();
        assertThat(ConnectedSender.isDirect(Transports.http2(1, TlsSettings.DEFAULT)))
                .isFalse();
        assertThat(ConnectedSender.isDirect(Transports.redirects(1))).isFalse();
        assertThat(ConnectedSender.isDirect(
                        Transports.proxy(URI.create("http://proxy.test:3128"), false, TlsSettings.DEFAULT)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void host_unknown_isRefusedBeforeTheRun(boolean http2) {
        NameLookup nobody = host -> {
            throw new UnknownHostException(host);
        };
        Transport transport = http2 ? Transports.http2(1, TlsSettings.DEFAULT) : Transport.DEFAULT;
        LoadPlan plan = Client.plan(URI.create("http://no-such-host.test/"), transport);

        assertThatThrownBy(() -> ConnectedSender.of(plan, Client.USER_AGENT, System::nanoTime, nobody)
                        .close())
                .isInstanceOf(LoadRunException.class)
                .hasMessage("host cannot be resolved: no-such-host.test; check the name and the name server");
    }

    @Test
    void of_picksTheFastOneWhereItCan() {
        NameLookup names = host -> new InetAddress[] {InetAddress.getLoopbackAddress()};
        for (Transport transport : List.of(Transport.DEFAULT, Transports.redirects(1))) {
            LoadPlan plan = Client.plan(URI.create("http://127.0.0.1:1/"), transport);
            try (ConnectedSender sender = ConnectedSender.of(plan, Client.USER_AGENT, System::nanoTime, names)) {
                assertThat(sender)
                        .isInstanceOf(transport.equals(Transport.DEFAULT) ? FastSender.class : GeneralSender.class);
            }
        }
    }
}
