// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;

class GatheringSessionTest {

    /** What reached the session below, one text for each time something was written. */
    private final List<String> sent = new ArrayList<>();

    private final List<String> calls = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private int room = Integer.MAX_VALUE;
    private boolean broken;
    private boolean open = true;
    private boolean cancelled;
    private IOEventHandler below;
    private final GatheringSession session = new GatheringSession(sessionBelow(), Writing.class);

    @Test
    void framesOfOneEvent_goOutTogether() throws IOException {
        session.upgrade(new Writing("a", "b", "c"));

        below.connected(session);
        below.inputReady(session, null);
        below.outputReady(session);
        below.timeout(session, Timeout.DISABLED);

        assertThat(sent).containsExactly("abc", "abc", "abc", "abc");
        assertThat(calls).isEmpty();
    }

    @Test
    void otherProtocols_goStraightThrough() throws IOException {
        session.upgrade(new Writing("a", "b").plain());

        below.outputReady(session);

        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void moreThanThereIsRoomFor_isSentMeanwhile_inOrder() throws IOException {
        String large = "L".repeat(700);
        String larger = "X".repeat(5_000);
        session.upgrade(new Writing("a", large, large, larger, "b"));

        below.outputReady(session);

        assertThat(sent).containsExactly("a" + large, large, larger, "b");
    }

    @Test
    void fullSocket_keepsTheRest_andTheHandlerWaitsForRoom() throws IOException {
        var handler = new Writing("abc", "def");
        session.upgrade(handler);
        room = 4;

        below.inputReady(session, null);
        assertThat(sent).containsExactly("abcd");
        assertThat(calls).containsExactly("setEvent " + SelectionKey.OP_WRITE);

        below.outputReady(session);
        assertThat(sent).containsExactly("abcd");
        assertThat(handler.events).isEqualTo(1);

        room = Integer.MAX_VALUE;
        below.outputReady(session);
        assertThat(sent).containsExactly("abcd", "ef", "abcdef");
        assertThat(handler.events).isEqualTo(2);
    }

    @Test
    void whatIsLargerThanTheRoom_doesNotOvertakeWhatWaits() throws IOException {
        session.upgrade(new Writing("abc"));
        room = 1;
        below.inputReady(session, null);
        ByteBuffer large = ByteBuffer.allocate(5_000);

        assertThat(session.write(large)).isZero();
        assertThat(sent).containsExactly("a");
    }

    @Test
    void lastFrame_isSentBeforeTheEnd_unlessItIsCutOff() throws IOException {
        session.upgrade(new Writing());
        session.write(ByteBuffer.wrap("bye".getBytes(US_ASCII)));
        session.close();
        session.write(ByteBuffer.wrap("never".getBytes(US_ASCII)));
        session.close(CloseMode.IMMEDIATE);

        assertThat(sent).containsExactly("bye");
        assertThat(calls).containsExactly("close GRACEFUL", "close IMMEDIATE");
    }

    @Test
    void sessionThatEndedMeanwhile_isNotWrittenTo() throws IOException {
        session.upgrade(new Writing("a"));
        session.write(ByteBuffer.wrap("late".getBytes(US_ASCII)));
        open = false;

        below.inputReady(session, null);

        // What is written now is told to who writes it; here by the session below.
        assertThat(sent).containsExactly("a");
    }

    @Test
    void keyThatIsCancelled_doesNotKeepTheSessionFromItsEnd() throws IOException {
        session.upgrade(new Writing());
        session.write(ByteBuffer.wrap("abc".getBytes(US_ASCII)));
        room = 1;
        cancelled = true;

        session.close();

        assertThat(calls).containsExactly("close GRACEFUL");
    }

    @Test
    void whatIsRead_comesAfterWhatAcknowledgesTheRestIsSent() throws IOException {
        session.upgrade(new Writing());
        session.write(ByteBuffer.wrap("ack".getBytes(US_ASCII)));

        session.read(ByteBuffer.allocate(10));

        assertThat(sent).containsExactly("ack", "read");
    }

    @Test
    void brokenConnection_isToldToTheReactor_andEndsAllTheSame() {
        session.upgrade(new Writing("a"));
        broken = true;

        assertThatThrownBy(() -> below.outputReady(session)).hasMessage("broken");
        session.close();

        assertThat(calls).containsExactly("close GRACEFUL");
    }

    private IOSession sessionBelow() {
        return (IOSession) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {IOSession.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getLock" -> lock;
                        case "isOpen" -> open;
                        case "read" -> {
                            sent.add("read");
                            yield 0;
                        }
                        case "write" -> written((ByteBuffer) arguments[0]);
                        case "upgrade" -> {
                            below = (IOEventHandler) arguments[0];
                            yield null;
                        }
                        default -> {
                            if (cancelled && method.getName().equals("setEvent")) {
                                throw new CancelledKeyException();
                            }
                            calls.add(method.getName() + " " + arguments[0]);
                            yield null;
                        }
                    };
                });
    }

    private int written(ByteBuffer source) throws IOException {
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        if (broken) {
            throw new IOException("broken");
        }
        byte[] bytes = new byte[Math.min(room, source.remaining())];
        room -= bytes.length;
        source.get(bytes);
        if (bytes.length > 0) {
            sent.add(new String(bytes, US_ASCII));
        }
        return bytes.length;
    }

    /** Writes the same pieces in each event. */
    private static final class Writing implements IOEventHandler {

        private final String[] pieces;
        private int events;

        Writing(String... pieces) {
            this.pieces = pieces;
        }

        /** Returns a handler that does the same and speaks something else. */
        IOEventHandler plain() {
            Writing written = this;
            return (IOEventHandler) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {IOEventHandler.class}, (proxy, method, arguments) -> {
                        written.write((IOSession) arguments[0]);
                        return null;
                    });
        }

        @Override
        public void connected(IOSession session) throws IOException {
            write(session);
        }

        @Override
        public void inputReady(IOSession session, ByteBuffer source) throws IOException {
            write(session);
        }

        @Override
        public void outputReady(IOSession session) throws IOException {
            write(session);
        }

        @Override
        public void timeout(IOSession session, Timeout timeout) throws IOException {
            write(session);
        }

        @Override
        public void exception(IOSession session, Exception cause) {}

        @Override
        public void disconnected(IOSession session) {}

        private void write(IOSession session) throws IOException {
            events++;
            for (String piece : pieces) {
                assertThat(session.write(ByteBuffer.wrap(piece.getBytes(US_ASCII))))
                        .isEqualTo(piece.length());
            }
        }
    }
}
