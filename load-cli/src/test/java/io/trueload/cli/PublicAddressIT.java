// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.cli.CommandProcess.Ended;
import io.trueload.testkit.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Servers that listen on a public address and on that of cloud metadata, in a network where requests would arrive. */
class PublicAddressIT {

    private static final String PUBLIC = "8.8.8.8";
    private static final String METADATA = "169.254.169.254";

    private static final List<AutoCloseable> OPEN = new ArrayList<>();

    private static NetworkNamespace network;
    private static ServerProcess open;
    private static ServerProcess metadata;
    private static ServerProcess toPublic;
    private static ServerProcess toMetadata;

    @BeforeAll
    static void startServers() {
        network = NetworkNamespace.open();
        OPEN.add(network);
        network.ip("address add " + PUBLIC + "/32 dev lo");
        network.ip("address add " + METADATA + "/32 dev lo");
        open = start(PUBLIC, "fixed-delay", "--delay", "1ms");
        metadata = start(METADATA, "fixed-delay", "--delay", "1ms");
        toPublic = start("127.0.0.1", "status", "--code", "302", "--header", "Location: " + open.uri("/"));
        toMetadata = start("127.0.0.1", "status", "--code", "307", "--header", "Location: " + metadata.uri("/"));
    }

    private static ServerProcess start(String address, String... behavior) {
        ServerProcess server = ServerProcess.startBy(network.words(), address, behavior);
        OPEN.add(0, server);
        return server;
    }

    @AfterAll
    static void close() throws Exception {
        for (AutoCloseable one : OPEN) {
            one.close();
        }
    }

    @Test
    void publicTarget_getsAThousandRequestsOverFiftyConnections_andMoreOnlyIfAllowed() {
        Ended capped = run("-z", "30s", "-c", "50", open.uri("/").toString());
        assertThat(capped.code()).as(capped.stdout()).isZero();
        assertThat(open.hits()).isEqualTo(1000);
        assertThat(open.connections()).isEqualTo(50);

        Ended allowed =
                run("-n", "1500", "-c", "60", "--allow-public", open.uri("/").toString());
        assertThat(allowed.code()).as(allowed.stdout()).isZero();
        assertThat(open.hits()).isEqualTo(1000 + 1500);
        assertThat(open.connections()).isEqualTo(50 + 60);

        run("--redirects", "1", "-n", "1200", "-c", "40", toPublic.uri("/").toString());
        assertThat(toPublic.hits()).isEqualTo(1200);
        assertThat(open.hits()).isEqualTo(1000 + 1500 + 1000);
        assertThat(open.connections()).isEqualTo(50 + 60 + 40);

        run("--redirects", "1", "-n", "600", "-c", "60", toPublic.uri("/").toString());
        assertThat(open.connections()).isEqualTo(50 + 60 + 40 + 50);
    }

    @Test
    void metadata_neverGetsAPacket_whateverIsAllowed() {
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

    private static Ended run(String... words) {
        List<String> all = new ArrayList<>(List.of("--no-priming"));
        all.addAll(List.of(words));
        try (CommandProcess command = CommandProcess.startBy(network.words(), List.of(), all.toArray(new String[0]))) {
            return command.await();
        }
    }
}
