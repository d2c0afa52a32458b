// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where an HTTP/1.1 answer ends, and nothing more unless it is kept (RFC 9112, sections 6 and 7). Used by one
 * thread at a time.
 */
final class AnswerReader {

    /** As many as HttpCore passes over. */
    private static final int MOST_EMPTY_LINES = 10;

    private static final int MOST_TRAILERS = 100;
    private static final int MOST_HEX_DIGITS = 15;
    private static final int LONGEST_LAST_HEAD = 512;

    private enum State {
        START,
        STATUS_LINE,
        HEADERS,
        BODY,
        BODY_UNTIL_CLOSE,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS,
        DONE
    }

    private final AnswerLine line = new AnswerLine();
    private final AnswerHead head = new AnswerHead();

    /** The bytes of which {@link #head} was made; none if that is not known, or not worth it. */
    private ByteBuffer lastHead = ByteBuffer.allocate(0);

    private State state = State.DONE;
    private boolean isFirst = true;
    private boolean isToHead;
    private boolean keeps;
    private boolean permitsBody;
    private int interimAnswers;
    private int emptyLines;
    private int trailers;
    private long left;
    private long bodyBytes;
    private @Nullable KeptAnswer kept;

    /**
     * Begins to read the answer to a request.
     *
     * @param toHead whether the request was a {@code HEAD}, whose answer has no body whatever it says
     * @param keep whether the answer is kept
     */
    void begin(boolean toHead, boolean keep) {
        state = State.START;
        isToHead = toHead;
        keeps = keep;
        permitsBody = false;
        interimAnswers = 0;
        emptyLines = 0;
        bodyBytes = 0;
        kept = null;
        line.clear();
    }

    /**
     * Reads on, up to the end of the answer.
     *
     * @return whether the answer is whole; what it did not take then belongs to no request
     */
    boolean read(ByteBuffer in) throws HttpException, IOException {
        while (in.hasRemaining() && state != State.DONE) {
            switch (state) {
                case START -> readStart(in);
                case STATUS_LINE, HEADERS -> readHead(in);
                case BODY -> readBody(in, State.DONE);
                case CHUNK -> readBody(in, State.CHUNK_END);
                case BODY_UNTIL_CLOSE -> take(in, in.remaining());
                case CHUNK_SIZE -> readChunkSize(in);
                case CHUNK_END -> readChunkEnd(in);
                case TRAILERS -> readTrailers(in);
                case DONE -> throw new AssertionError(state);
            }
        }
        return state == State.DONE;
    }

    /**
     * Takes note that nothing more comes.
     *
     * @throws ConnectionClosedException if the answer is not whole
     */
    void readEnd() throws ConnectionClosedException {
        if (state != State.BODY_UNTIL_CLOSE && state != State.DONE) {
            throw new ConnectionClosedException();
        }
        state = State.DONE;
    }

    private void readStart(ByteBuffer in) throws HttpException, IOException {
        int from = in.position();
        if (!keeps && startsWithLastHead(in)) {
            in.position(from + lastHead.limit());
            endHead();
            return;
        }
        lastHead.limit(0);
        state = State.STATUS_LINE;
        while (in.hasRemaining() && !hasHead()) {
            readHead(in);
        }
        // Not the first of a connection, which may be its only one.
        if (!isFirst && !keeps && hasHead() && interimAnswers == 0) {
            remember(in, from, in.position() - from);
        }
        isFirst = false;
    }

    private boolean startsWithLastHead(ByteBuffer in) {
        int length = lastHead.limit();
        if (length == 0) {
            return false;
        }
        int same = lastHead.mismatch(in);
        return same < 0 || same == length;
    }

    private void remember(ByteBuffer in, int from, int length) {
        if (length <= LONGEST_LAST_HEAD) {
            if (length > lastHead.capacity()) {
                lastHead = ByteBuffer.allocate(length);
            }
            lastHead.limit(length).put(0, in, from, length);
        }
    }

    private void readHead(ByteBuffer in) throws HttpException, IOException {
        if (!line.take(in)) {
            return;
        }
        if (state == State.HEADERS) {
            if (line.isEmpty()) {
                endHead();
            } else {
                head.add(line);
            }
        } else if (!line.isEmpty()) {
            head.begin(line, keeps);
            state = State.HEADERS;
        } else if (++emptyLines > MOST_EMPTY_LINES) {
            throw new MessageConstraintException("more than " + MOST_EMPTY_LINES + " empty lines before the answer");
        }
    }

    private void endHead() throws ProtocolException {
        int status = head.status();
        if (status == 101) {
            throw new ProtocolException("unexpected 101 Switching Protocols");
        }
        if (head.isInterim()) {
            permitsBody |= status == 100;
            if (++interimAnswers > HeadParser.MOST_INTERIM_ANSWERS) {
                throw new ProtocolException("more than " + HeadParser.MOST_INTERIM_ANSWERS + " interim answers");
            }
            state = State.STATUS_LINE;
            return;
        }
        List<Header> headers = head.headers();
        kept = headers == null ? null : new KeptAnswer(status, headers);
        left = head.contentLength();
        if (isToHead || status == 204 || status == 304 || left == 0) {
            state = State.DONE;
        } else if (head.isChunked()) {
            state = State.CHUNK_SIZE;
        } else {
            state = left == AnswerHead.NO_LENGTH ? State.BODY_UNTIL_CLOSE : State.BODY;
        }
    }

    private void readBody(ByteBuffer in, State then) throws MessageConstraintException {
        int length = (int) Math.min(left, in.remaining());
        take(in, length);
        left -= length;
        if (left == 0) {
            state = then;
        }
    }

    private void take(ByteBuffer in, int length) throws MessageConstraintException {
        int end = in.position() + length;
        if (kept != null) {
            int limit = in.limit();
            in.limit(end);
            try {
                kept.add(in);
            } finally {
                in.limit(limit);
            }
        }
        in.position(end);
        bodyBytes += length;
    }

    private void readChunkSize(ByteBuffer in) throws HttpException, IOException {
        if (!line.take(in)) {
            return;
        }
        int to = line.trim(0, line.find(';'));
        long size = to == 0 || to > MOST_HEX_DIGITS ? -1 : 0;
        for (int i = 0; i < to && size >= 0; i++) {
            int digit = Character.digit(line.at(i), 16);
            size = digit < 0 ? -1 : 16 * size + digit;
        }
        if (size < 0) {
            throw new MalformedChunkCodingException("not the size of a chunk: " + line);
        }
        left = size;
        trailers = 0;
        state = size == 0 ? State.TRAILERS : State.CHUNK;
    }

    private void readChunkEnd(ByteBuffer in) throws IOException {
        boolean whole;
        try {
            whole = line.take(in);
        } catch (HttpException e) {
            // Whatever else is wrong with it, something stands there.
            throw goesOnAfterItsEnd();
        }
        if (!line.isEmpty()) {
            throw goesOnAfterItsEnd();
        }
        if (whole) {
            state = State.CHUNK_SIZE;
        }
    }

    private static MalformedChunkCodingException goesOnAfterItsEnd() {
        return new MalformedChunkCodingException("it goes on after its end");
    }

    private void readTrailers(ByteBuffer in) throws HttpException, IOException {
        if (!line.take(in)) {
            return;
        }
        if (line.isEmpty()) {
            state = State.DONE;
        } else if (++trailers > MOST_TRAILERS) {
            throw new MessageConstraintException("more than " + MOST_TRAILERS + " trailers");
        } else if (line.find(':') == line.length() && !line.isBlank(0)) {
            throw new ProtocolException("not a trailer: " + line);
        }
    }

    /** Returns whether the head of the answer has come, that of no interim one. */
    boolean hasHead() {
        return state.compareTo(State.HEADERS) > 0;
    }

    /** Returns whether the peer has asked for the body of the request (RFC 9110, section 10.1.1). */
    boolean permitsBody() {
        return permitsBody;
    }

    int status() {
        return head.status();
    }

    String version() {
        return head.version();
    }

    /** Returns the length of the body so far, in bytes. */
    long bodyBytes() {
        return bodyBytes;
    }

    /** Returns whether the connection may be used again after the answer. */
    boolean keepsAlive() {
        return head.keepsAlive() && isFramed();
    }

    /** Returns whether the answer itself says where it ends, and has not more than it may have. */
    private boolean isFramed() {
        return switch (head.status()) {
            case 204 -> !head.isChunked() && head.contentLength() <= 0;
            case 304 -> true;
            default -> isToHead || head.isChunked() || head.contentLength() != AnswerHead.NO_LENGTH;
        };
    }

    /** Hands over what was kept of the answer, if anything was. */
    @Nullable
    KeptAnswer takeKept() {
        KeptAnswer taken = kept;
        kept = null;
        return taken;
    }
}
