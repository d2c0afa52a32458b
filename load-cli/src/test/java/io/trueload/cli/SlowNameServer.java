// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A name server on an address of loopback that knows every name as 127.0.0.1, but takes its time. Needs root. */
final class SlowNameServer implements AutoCloseable {

    private static final String ADDRESS = "127.0.0.99";

    private static final int PORT = 53;
    private static final int HEADER = 12;
    private static final int TYPE_A = 1;

    private final DatagramSocket socket;
    private final long delayNanos;

    private SlowNameServer(DatagramSocket socket, Duration delay) {
        this.socket = socket;
        this.delayNanos = delay.toNanos();
    }

    /** Starts one; a test that is not allowed to is skipped. */
    static SlowNameServer start(Duration delay) throws IOException {
        try {
            SlowNameServer server = new SlowNameServer(new DatagramSocket(PORT, InetAddress.getByName(ADDRESS)), delay);
            Thread thread = new Thread(server::serve, "name-server");
            thread.setDaemon(true);
            thread.start();
            return server;
        } catch (SocketException e) {
            return abort("no name server can be started here: " + e.getMessage());
        }
    }

    /** Returns its address, as in {@code resolv.conf}. */
    String address() {
        return ADDRESS;
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[512];
        try {
            while (true) {
                DatagramPacket question = new DatagramPacket(buffer, buffer.length);
                socket.receive(question);
                byte[] answer = answer(buffer);
                long until = System.nanoTime() + delayNanos;
                for (long left = delayNanos; left > 0; left = until - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            }
        } catch (IOException closed) {
            // The server is closed this way.
        }
    }

    /** Answers a question of one name (RFC 1035, section 4): for its IPv4 address with one, for others with none. */
    private static byte[] answer(byte[] bytes) {
        ByteBuffer question = ByteBuffer.wrap(bytes);
        int end = HEADER;
        while (question.get(end) != 0) {
            end += 1 + question.get(end);
        }
        boolean hasAnswer = question.getShort(end + 1) == TYPE_A;
        // The root's empty label, type and class.
        end += 5;
        ByteBuffer answer = ByteBuffer.allocate(end + (hasAnswer ? 16 : 0));
        answer.putShort(question.getShort(0)).putShort((short) 0x8180).putShort((short) 1);
        answer.putShort((short) (hasAnswer ? 1 : 0)).putShort((short) 0).putShort((short) 0);
        answer.put(bytes, HEADER, end - HEADER);
        if (hasAnswer) {
            // The name of the question, its address for a minute.
            answer.putShort((short) (0xc000 | HEADER)).putShort((short) TYPE_A).putShort((short) 1);
            answer.putInt(60).putShort((short) 4).put(new byte[] {127, 0, 0, 1});
        }
        return answer.array();
    }
}
