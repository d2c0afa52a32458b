// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackStubIT {

    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";

    private LoopbackStub stub;

    @BeforeEach
    void startStub() throws IOException {
        stub = LoopbackStub.start();
    }

    @AfterEach
    void closeStub() {
        stub.close();
    }

    @Test
    void requests_oneAfterTheOther_areAnswered() throws IOException {
        try (Socket socket = connect()) {
            for (int i = 0; i < 3; i++) {
                write(socket, REQUEST);
                assertThat(answer(socket)).isEqualTo(ANSWER);
            }
            assertThat(rest(socket)).isEmpty();
        }
    }

    @Test
    void requests_atOnce_areAnsweredEach() throws IOException {
        try (Socket socket = connect()) {
            write(socket, REQUEST + REQUEST + REQUEST);

            assertThat(rest(socket)).isEqualTo(ANSWER + ANSWER + ANSWER);
        }
    }

    @Test
    void request_byteByByte_isAnsweredOnce() throws IOException {
        try (Socket socket = connect()) {
            socket.setTcpNoDelay(true);
            for (byte next : REQUEST.getBytes(US_ASCII)) {
                socket.getOutputStream().write(next);
            }

            assertThat(rest(socket)).isEqualTo(ANSWER);
        }
    }

    @Test
    void connections_besideOneThatWasLost_areServed() throws IOException {
        try (Socket other = connect()) {
            for (int i = 0; i < 100; i++) {
                try (Socket lost = connect()) {
                    lost.setSoLinger(true, 0);
                    write(lost, "GET / HT");
                }
            }

            write(other, REQUEST);
            assertThat(answer(other)).isEqualTo(ANSWER);
            try (Socket next = connect()) {
                write(next, REQUEST);
                assertThat(answer(next)).isEqualTo(ANSWER);
            }
        }
    }

    @Test
    void answersThatNobodyReads_endTheConnection() throws IOException {
        try (Socket socket = connect()) {
            String many = REQUEST.repeat(1_000);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                for (int i = 0; i < 10_000; i++) {
                    write(socket, many);
                }
            });
        }
    }

    @Test
    void close_closesItsConnections_andListensNoMore() throws IOException {
        try (Socket socket = connect()) {
            write(socket, REQUEST);
            assertThat(answer(socket)).isEqualTo(ANSWER);
            stub.close();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), stub.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(ANSWER.length()), US_ASCII);
    }

    /** Asks no more, and returns all that still comes. */
    private static String rest(Socket socket) throws IOException {
        socket.shutdownOutput();
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
}
