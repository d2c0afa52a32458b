// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
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
                assertThat(answers(socket, REQUEST, 1)).isEqualTo(ANSWER);
            }
        }
    }

    @Test
    void requests_atOnce_areAnsweredEach() throws IOException {
        try (Socket socket = connect()) {
            assertThat(answers(socket, REQUEST + REQUEST + REQUEST, 3)).isEqualTo(ANSWER + ANSWER + ANSWER);
        }
    }

    @Test
    void request_byteByByte_isAnsweredOnce() throws IOException {
        try (Socket socket = connect()) {
            socket.setTcpNoDelay(true);
            for (byte next : REQUEST.getBytes(US_ASCII)) {
                socket.getOutputStream().write(next);
            }

            assertThat(answers(socket, REQUEST, 2)).isEqualTo(ANSWER + ANSWER);
        }
    }

    @Test
    void connections_besideOneThatWasLost_areServed() throws IOException {
        try (Socket other = connect()) {
            try (Socket lost = connect()) {
                lost.setSoLinger(true, 0);
                lost.getOutputStream().write("GET / HT".getBytes(US_ASCII));
            }

            assertThat(answers(other, REQUEST, 1)).isEqualTo(ANSWER);
        }
    }

    @Test
    void answersThatNobodyReads_endTheConnection() throws IOException {
        try (Socket socket = connect()) {
            byte[] many = REQUEST.repeat(1_000).getBytes(US_ASCII);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                for (int i = 0; i < 10_000; i++) {
                    socket.getOutputStream().write(many);
                }
            });
        }
    }

    @Test
    void close_closesItsConnections_andListensNoMore() throws IOException {
        try (Socket socket = connect()) {
            answers(socket, REQUEST, 1);
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

    private static String answers(Socket socket, String requests, int count) throws IOException {
        socket.getOutputStream().write(requests.getBytes(US_ASCII));
        InputStream in = socket.getInputStream();
        return new String(in.readNBytes(ANSWER.length() * count), US_ASCII);
    }
}
