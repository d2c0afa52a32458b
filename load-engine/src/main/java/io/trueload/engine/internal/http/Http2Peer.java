// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.config.H2Param;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.http2.frame.RawFrame;
import org.apache.hc.core5.http2.impl.nio.H2StreamListener;

/**
 * What the peer of one HTTP/2 connection says about the connection: how many streams it allows. Ends the connection if the
 * peer sends PING or SETTINGS frames without end (CVE-2019-9512, CVE-2019-9515): each has to be acknowledged, and what the
 * peer does not read of that is queued.
 *
 * <p>Called on the connection's I/O thread; {@link #mostStreams()} is thread-safe.
 */
final class Http2Peer implements H2StreamListener {

    /** Without a request of ours in between: no more to acknowledge than some megabytes hold. */
    static final int MOST_CONTROL_FRAMES = 10_000;

    private static final int HEADERS = FrameType.HEADERS.getValue();
    private static final int PING = FrameType.PING.getValue();
    private static final int SETTINGS = FrameType.SETTINGS.getValue();
    private static final int MAX_CONCURRENT_STREAMS = H2Param.MAX_CONCURRENT_STREAMS.getCode();
    private static final int SETTING_LENGTH = Short.BYTES + Integer.BYTES;

    private int controlFrames;
    private volatile int mostStreams;

    /**
     * Returns how many streams may be open at once; requests above that wait until another ends. None before the peer has
     * said so, since nothing is sent before that.
     */
    int mostStreams() {
        return mostStreams;
    }

    @Override
    public void onFrameInput(HttpConnection connection, int streamId, RawFrame frame) {
        int type = frame.getType();
        if (type != SETTINGS && type != PING) {
            return;
        }
        if (++controlFrames > MOST_CONTROL_FRAMES) {
            // The library ends the streams with what a listener throws, and closes the connection.
            throw new UncheckedIOException(new H2ConnectionException(
                    H2Error.ENHANCE_YOUR_CALM,
                    "more than " + MOST_CONTROL_FRAMES + " PING and SETTINGS frames since the last request"));
        }
        ByteBuffer payload = frame.getPayload();
        if (type == SETTINGS && !frame.isFlagSet(FrameFlag.ACK) && payload != null) {
            settings(payload.duplicate());
        }
    }

    /** Takes what the library makes of it: a setting that is not named goes back to what it was in the beginning. */
    private void settings(ByteBuffer payload) {
        int most = Integer.MAX_VALUE;
        while (payload.remaining() >= SETTING_LENGTH) {
            int setting = payload.getShort();
            int value = payload.getInt();
            if (setting == MAX_CONCURRENT_STREAMS) {
                // Unsigned on the wire.
                most = value < 0 ? Integer.MAX_VALUE : value;
            }
        }
        mostStreams = most;
    }

    @Override
    public void onFrameOutput(HttpConnection connection, int streamId, RawFrame frame) {
        if (frame.getType() == HEADERS) {
            controlFrames = 0;
        }
    }

    @Override
    public void onHeaderInput(HttpConnection connection, int streamId, List<? extends Header> headers) {
        // The library has limits for them.
    }

    @Override
    public void onHeaderOutput(HttpConnection connection, int streamId, List<? extends Header> headers) {
        // Ours.
    }

    @Override
    public void onInputFlowControl(HttpConnection connection, int streamId, int delta, int actualSize) {
        // The library's.
    }

    @Override
    public void onOutputFlowControl(HttpConnection connection, int streamId, int delta, int actualSize) {
        // The library's.
    }
}
