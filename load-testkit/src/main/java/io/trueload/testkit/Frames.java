// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** The sending side of an HTTP/2 connection, frame by frame. Confined to the thread of its connection. */
public final class Frames {

    static final int HEAD = 9;

    private static final int END_OF_STREAM = 1;
    private static final int END_OF_HEADERS = 4;

    /** The indexed field {@code :status: 200} of RFC 7541. */
    private static final byte STATUS_200 = (byte) 0x88;

    private final OutputStream out;

    private final InputStream in;

    Frames(InputStream in, OutputStream out) {
        this.in = in;
        this.out = new BufferedOutputStream(out);
    }

    /** Returns whether the client has sent more than what was read of it. */
    public boolean isMoreThere() throws IOException {
        return in.available() > 0;
    }

    /** Sends what is held back, so that frames of one answer travel together. */
    public void flush() throws IOException {
        out.flush();
    }

    /** Sends any frame; its type and flags are those of RFC 9113. */
    public void frame(int type, int flags, int stream, byte... payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(HEAD + payload.length);
        frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
        frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
        out.write(frame.array());
    }

    /** Announces settings, as pairs of identifier and value. */
    public void settings(int... settings) throws IOException {
        ByteBuffer payload = ByteBuffer.allocate(settings.length / 2 * 6);
        for (int i = 0; i + 1 < settings.length; i += 2) {
            payload.putShort((short) settings[i]).putInt(settings[i + 1]);
        }
        frame(4, 0, 0, payload.array());
    }

    /** Answers with a 200 that has no body. */
    public void ok(int stream) throws IOException {
        frame(1, END_OF_HEADERS | END_OF_STREAM, stream, STATUS_200);
    }

    /** Answers with the head of a 200 and leaves its body open. */
    public void head(int stream) throws IOException {
        frame(1, END_OF_HEADERS, stream, STATUS_200);
    }

    /** Sends a part of a body. */
    public void data(int stream, int bytes, boolean last) throws IOException {
        frame(0, last ? END_OF_STREAM : 0, stream, new byte[bytes]);
    }

    /** Resets a stream with an error code. */
    public void reset(int stream, int code) throws IOException {
        frame(3, 0, stream, number(code));
    }

    /** Says that no stream above {@code last} will be answered, with an error code. */
    public void goAway(int last, int code) throws IOException {
        frame(7, 0, 0, ByteBuffer.allocate(8).putInt(last).putInt(code).array());
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }
}
