// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.cli.CommandProcess.Ended;
import io.trueload.testkit.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Servers that listen on a public address and on that of cloud metadata, in a network where requests would arrive. */
class PublicAddressIT {

    private static final String PUBLIC = "8.8.8.8";
    private static final String METADATA = "169.254.169.254";

    private static NetworkNamespace network;

    private final List<ServerProcess> servers = new ArrayList<>();

    @BeforeAll
    static void makeNetwork() {
        network = NetworkNamespace.open();
        network.ip("address add " + PUBLIC + "/32 dev lo");
        network.ip("address add " + METADATA + "/32 dev lo");
    }

    @AfterAll
    static void closeNetwork() {
        if (network != null) {
            network.close();
        }
    }

    @AfterEach
    void closeServers() {
        servers.forEach(ServerProcess::close);
    }

    @Test
    void publicTarget_getsAThousandRequestsOverFiftyConnections() {
        ServerProcess open = answering(PUBLIC);

        Ended capped = run("-z", "30s", "-c", "50", open.uri("/").toString());

        assertThat(capped.code()).as(capped.stdout()).isZero();
        assertThat(open.hits()).isEqualTo(1000);
        assertThat(open.connections()).isEqualTo(50);
    }

    @Test
    void publicTarget_getsMore_ifThatIsAllowed() {
        ServerProcess open = answering(PUBLIC);

        Ended allowed =
                run("-n", "1500", "-c", "60", "--allow-public", open.uri("/").toString());

        assertThat(allowed.code()).as(allowed.stdout()).isZero();
        assertThat(open.hits()).isEqualTo(1500);
        assertThat(open.connections()).isEqualTo(60);
    }

    @Test
    void publicHost_thatARedirectLeadsTo_getsNoMoreEither() {
        ServerProcess open = answering(PUBLIC);
        ServerProcess toPublic = redirecting("302", open);

        run("--redirects", "1", "-n", "1200", "-c", "40", toPublic.uri("/").toString());

        assertThat(toPublic.hits()).isEqualTo(1200);
        assertThat(open.hits()).isEqualTo(1000);
        assertThat(open.connections()).isEqualTo(40);

        run("--redirects", "1", "-n", "600", "-c", "60", toPublic.uri("/").toString());

        assertThat(open.connections()).isEqualTo(40 + 50);
    }

    @Test
    void metadata_neverGetsAPacket_whateverIsAllowed() {
        ServerProcess metadata = answering(METADATA);
        ServerProcess toMetadata = redirecting("307", metadata);

        Ended refused = run("-n", "5", "--allow-public", metadata.uri("/").toString());
        assertThat(refused.code()).isEqualTo(2);

        Ended led = run(
                "--redirects",
                "5",
                "-n",
                "20",
                "-c",
                "5",
                "--allow-public",
                toMetadata.uri("/").toString());
        assertThat(led.code()).as(led.stdout()).isEqualTo(1);
        assertThat(led.stdout()).contains("protocolError 20");
        assertThat(toMetadata.hits()).isEqualTo(20);

        assertThat(metadata.connections()).isZero();
        assertThat(metadata.hits()).isZero();

        // The control: anybody else would have got there.
        network.run(
                "bash",
                "-c",
                "exec 3<>/dev/tcp/" + METADATA + "/" + metadata.port()
                        + " && printf 'GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' >&3 && head -1 <&3");
        assertThat(metadata.hits()).isOne();
    }

    private ServerProcess answering(String address) {
        return started(ServerProcess.startBy(network.words(), address, "fixed-delay", "--delay", "1ms"));
    }

    private ServerProcess redirecting(String code, ServerProcess target) {
        return started(ServerProcess.startBy(
                network.words(), "127.0.0.1", "status", "--code", code, "--header", "Location: " + target.uri("/")));
    }

    private ServerProcess started(ServerProcess server) {
        servers.add(server);
        return server;
    }

    private static Ended run(String... words) {
        List<String> all = new ArrayList<>(List.of("--no-priming"));
        all.addAll(List.of(words));
        try (CommandProcess command = CommandProcess.startBy(network.words(), List.of(), all.toArray(new String[0]))) {
            return command.await();
        }
    }
}
