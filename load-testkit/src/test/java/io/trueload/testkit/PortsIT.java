// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PortsIT {

    @Test
    void closed_connect_isRefused() {
        int port = Ports.closed();

        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() ->
                        TestServer.builder(Faults.hang()).port(port).start().close())
                .hasMessage("cannot listen on 127.0.0.1:" + port);
    }

    @Test
    void blackHole_connect_neitherSucceedsNorFails() throws Exception {
        try (BlackHole hole = BlackHole.open();
                var socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress("127.0.0.1", hole.port()), 500))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void blackHole_thatFreesUp_servesThoseThatWaited() throws Exception {
        try (BlackHole hole = BlackHole.open();
                var socket = new Socket()) {
            long began = System.nanoTime();
            var freed = CompletableFuture.supplyAsync(
                    () -> hole.serve((connection, number) ->
                            connection.getOutputStream().write(ScriptedServer.readHead(connection) ? 1 : 0)),
                    CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
            socket.connect(new InetSocketAddress("127.0.0.1", hole.port()), 10_000);
            assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(300));

            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(1);
            freed.join().close();
        }
    }
}
