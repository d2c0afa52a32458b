// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.LoadRunException;
import io.trueload.engine.Transport;
import io.trueload.testkit.Answers;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.Reply;
import io.trueload.testkit.TestServer;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the sender goes and where it never goes, whatever names and redirects say. */
class GuardIT {

    private Footprint before;

    /** What the JVM opens once and for all should not pass for a leak. */
    @BeforeAll
    static void warmUp() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO));
                Client client = client(server, names("127.0.0.1"))) {
            client.get("/");
        }
    }

    @BeforeEach
    void lookAround() {
        before = Footprint.now();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        before.assertRestored();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/",
                "http://[fe80::1]/",
                "http://[::ffff:169.254.169.254]/",
                "http://100.100.100.200/",
                "http://0.0.0.0:8080/",
                "http://[::]/",
                "http://224.0.0.1/",
                "http://255.255.255.255/"
            })
    void target_withAForbiddenAddress_isRefusedBeforeAnythingIsSent(String target) {
        assertThatThrownBy(() -> Client.of(URI.create(target), Transport.DEFAULT))
                .isInstanceOf(LoadRunException.class)
                .hasMessageStartingWith(
                        "target refused: " + URI.create(target).getHost().replaceAll("[\\[\\]]|::ffff.*", ""))
                .hasMessageEndingWith(": nothing is ever sent there; give another one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/", "http://2852039166/", "http://metadata.test/"})
    void redirect_toAForbiddenAddress_isRefused_andNothingIsSent(String location) {
        try (TestServer server = redirecting(location);
                Client client = client(server, names("169.254.169.254"))) {
            assertThat(client.get("/").end()).startsWith("PROTOCOL_ERROR: ");
            assertThat(client.get("/").end()).startsWith("PROTOCOL_ERROR: ");
            assertThat(server.hits()).isEqualTo(2);
        }
    }

    @Test
    void redirect_toAForbiddenName_saysWhereItLeads() {
        try (TestServer server = redirecting("http://metadata.test/");
                Client client = client(server, names("169.254.169.254"))) {
            assertThat(client.get("/").end())
                    .isEqualTo("PROTOCOL_ERROR: metadata.test has the address 169.254.169.254, which is link-local,"
                            + " where clouds keep their metadata: nothing is ever sent there");
        }
    }

    @Test
    void redirect_toAnAllowedName_isFollowed() {
        try (TestServer other = TestServer.start(Behaviors.fixedDelay(Duration.ZERO));
                TestServer server = redirecting("http://other.test:" + other.port() + "/");
                Client client = client(server, names("127.0.0.1"))) {
            assertThat(client.get("/").end()).isEqualTo("answered 200");
            assertThat(other.hits()).isEqualTo(1);
        }
    }

    @Test
    void redirect_throughAProxyToAForbiddenAddress_isRefused_andTheProxyHearsNothing() {
        Reply redirect = Reply.now(Answers.text(302, "", "Location: http://169.254.169.254/"));
        try (TestServer proxy = TestServer.start(request -> redirect)) {
            var transport = new Transport(false, 1, true, 1, proxy.uri(""), Transport.DEFAULT.tls(), 0);
            try (Client client = Client.of(URI.create("http://shop.test/"), transport)) {
                assertThat(client.get("/").end()).startsWith("PROTOCOL_ERROR: 169.254.169.254 is link-local");
                assertThat(proxy.hits()).isEqualTo(1);
                assertThat(proxy.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void name_thatChangesItsAddress_isAskedOnce_andConnectionsStayWhereItWasJudged() {
        List<String> asked = new CopyOnWriteArrayList<>();
        NameLookup rebinding = host -> {
            asked.add(host);
            return InetAddress.getAllByName(asked.size() == 1 ? "127.0.0.1" : "169.254.169.254");
        };
        try (TestServer server = TestServer.start(Behaviors.closeEach())) {
            URI target = URI.create("http://rebinding.test:" + server.port() + "/");
            try (Client client = Client.of(new GeneralSender(
                    Client.plan(target, Transport.DEFAULT), Client.USER_AGENT, System::nanoTime, rebinding))) {
                for (int i = 1; i <= 3; i++) {
                    assertThat(client.get("/").end()).isEqualTo("answered 200");
                    assertThat(server.connections()).isEqualTo(i);
                }
            }
        }
        assertThat(asked).containsExactly("rebinding.test");
    }

    private static TestServer redirecting(String location) {
        Reply redirect = Reply.now(Answers.text(302, "", "Location: " + location));
        return TestServer.start(request -> redirect);
    }

    private static NameLookup names(String address) {
        return host -> InetAddress.getAllByName(host.equals("127.0.0.1") ? host : address);
    }

    private static Client client(TestServer server, NameLookup names) {
        return Client.of(new GeneralSender(
                Client.plan(server.uri("/"), Transports.redirects(1)), Client.USER_AGENT, System::nanoTime, names));
    }
}
