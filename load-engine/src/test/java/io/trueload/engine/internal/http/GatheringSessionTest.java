// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.util.List;
import java.util.Objects;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatheringSessionTest {

    private static final String LARGER_THAN_THE_ROOM = "X".repeat(5_000);

    private final FakeSession below = new FakeSession();
    private final GatheringSession session = new GatheringSession(below, Writing.class);

    @BeforeEach
    void watchTheLock() {
        below.whenWriting(() -> assertThat(below.lock.isHeldByCurrentThread()).isTrue());
    }

    @Test
    void framesOfOneEvent_goOutTogether() throws IOException {
        IOEventHandler events = speak(new Writing("a", "b", "c"));

        events.connected(session);
        events.inputReady(session, null);
        events.outputReady(session);
        events.timeout(session, Timeout.DISABLED);

        assertThat(below.writes()).containsExactly("abc", "abc", "abc", "abc");
        assertThat(below.wantsToWrite()).isFalse();
    }

    @Test
    void otherProtocols_goStraightThrough() throws IOException {
        var other = new GatheringSession(below, FastConnection.class);
        other.upgrade(new Writing("a", "b"));

        Objects.requireNonNull(below.getHandler()).outputReady(other);

        assertThat(below.writes()).containsExactly("a", "b");
    }

    @Test
    void moreThanThereIsRoomFor_isSentMeanwhile_inOrder() throws IOException {
        String large = "L".repeat(700);
        IOEventHandler events = speak(new Writing("a", large, large, LARGER_THAN_THE_ROOM, "b"));

        events.outputReady(session);

        assertThat(below.writes()).containsExactly("a" + large, large, LARGER_THAN_THE_ROOM, "b");
    }

    @Test
    void fullSocket_keepsTheRest_andTheHandlerWaitsForRoom() throws IOException {
        var handler = new Writing("abc", "def");
        IOEventHandler events = speak(handler);
        below.room(4);

        events.inputReady(session, null);
        assertThat(below.writes()).containsExactly("abcd");
        assertThat(below.wantsToWrite()).isTrue();

        events.outputReady(session);
        assertThat(below.writes()).isEmpty();
        assertThat(handler.events).isEqualTo(1);

        below.room(Integer.MAX_VALUE);
        events.outputReady(session);
        assertThat(below.writes()).containsExactly("ef", "abcdef");
        assertThat(handler.events).isEqualTo(2);
    }

    @Test
    void whatIsLargerThanTheRoom_doesNotOvertakeWhatWaits() throws IOException {
        speak(new Writing());
        write("abc");
        below.room(1);
        // Of what comes next there would be room for all.
        below.whenWriting(() -> below.whenWriting(() -> below.room(Integer.MAX_VALUE)));

        assertThat(write(LARGER_THAN_THE_ROOM)).isZero();
        assertThat(below.writes()).containsExactly("a");
    }

    @Test
    void lastFrame_isSentBeforeTheEnd_unlessItIsCutOff() throws IOException {
        speak(new Writing());
        write("bye");
        session.close();
        assertThat(below.writes()).containsExactly("bye");

        var cutOff = new FakeSession();
        var other = new GatheringSession(cutOff, Writing.class);
        other.upgrade(new Writing());
        other.write(bytes("never"));
        other.close(CloseMode.IMMEDIATE);

        assertThat(cutOff.writes()).isEmpty();
        assertThat(cutOff.closes).containsExactly(CloseMode.IMMEDIATE);
    }

    @Test
    void sessionThatEndedMeanwhile_getsNothingThatWasGathered_andTellsSoWhoWrites() throws IOException {
        IOEventHandler events = speak(new Writing("a"));
        write("late");
        below.close(CloseMode.IMMEDIATE);

        events.inputReady(session, null);

        // By the session below, which takes what it is given here.
        assertThat(below.writes()).containsExactly("a");
    }

    @Test
    void keyThatIsCancelled_doesNotKeepTheSessionFromItsEnd() throws IOException {
        speak(new Writing());
        write("abc");
        below.whenWriting(() -> {
            throw new CancelledKeyException();
        });

        session.close();

        assertThat(below.closes).containsExactly(CloseMode.GRACEFUL);
    }

    @Test
    void whatAcknowledgesTheRest_isSentBeforeMoreIsRead() throws IOException {
        speak(new Writing());
        write("ack");
        below.whenReading(() -> assertThat(below.writes()).containsExactly("ack"));

        session.read(ByteBuffer.allocate(10));

        assertThat(below.reads()).isEqualTo(1);
    }

    @Test
    void brokenConnection_isToldToTheReactor_andEndsAllTheSame() {
        IOEventHandler events = speak(new Writing("a"));
        below.whenWriting(() -> {
            throw new UncheckedIOException(new IOException("broken"));
        });

        assertThatThrownBy(() -> events.outputReady(session)).hasMessage("broken");
        session.close();

        assertThat(below.closes).containsExactly(CloseMode.GRACEFUL);
    }

    /** Begins to gather, and returns what the reactor then tells of events. */
    private IOEventHandler speak(Writing handler) {
        session.upgrade(handler);
        return Objects.requireNonNull(below.getHandler());
    }

    private int write(String text) throws IOException {
        return session.write(bytes(text));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    /** Writes the same pieces in each event. */
    private static final class Writing implements IOEventHandler {

        private final List<String> pieces;
        private int events;

        Writing(String... pieces) {
            this.pieces = List.of(pieces);
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
                assertThat(session.write(bytes(piece))).isEqualTo(piece.length());
            }
        }
    }
}
