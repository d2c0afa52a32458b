// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.io.IOException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.impl.nio.DefaultHttpRequestWriterFactory;
import org.apache.hc.core5.http.nio.NHttpMessageWriter;
import org.apache.hc.core5.http.nio.SessionOutputBuffer;

/**
 * The requests of one HTTP/1.1 connection whose answers have not begun, counted where they are written. Confined to the
 * connection's I/O thread.
 */
final class AwaitedAnswers implements NHttpMessageWriter<HttpRequest> {

    private final NHttpMessageWriter<HttpRequest> writer = DefaultHttpRequestWriterFactory.INSTANCE.create();
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    /** Takes note of an answer that is not interim. */
    void answered() {
        count--;
    }

    @Override
    public void write(HttpRequest request, SessionOutputBuffer buffer) throws IOException, HttpException {
        writer.write(request, buffer);
        count++;
    }

    @Override
    public void reset() {
        writer.reset();
    }
}
