// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.io.IOException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.nio.NHttpMessageParser;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.jspecify.annotations.Nullable;

/** HttpCore's parser of the heads of one HTTP/1.1 connection, without three liberties that it takes. */
final class HeadParser implements NHttpMessageParser<HttpResponse> {

    /** How many interim answers (1xx) one answer may have before it. */
    static final int MOST_INTERIM_ANSWERS = 32;

    private final NHttpMessageParser<HttpResponse> parser;
    private final AwaitedAnswers awaited;
    private int interimAnswers;

    HeadParser(NHttpMessageParser<HttpResponse> parser, AwaitedAnswers awaited) {
        this.parser = parser;
        this.awaited = awaited;
    }

    @Override
    public @Nullable HttpResponse parse(SessionInputBuffer buffer, boolean endOfStream)
            throws IOException, HttpException {
        if (buffer.hasData() && awaited.isEmpty()) {
            // Half of an answer that nobody asked for would else wait here for the next request, and be taken for its
            // answer.
            throw new ProtocolException("more was sent than the answer");
        }
        // Not told of the end: at the end of the stream a head that was cut off would pass for a whole one.
        HttpResponse head = parse(buffer);
        if (head == null && endOfStream && buffer.hasData()) {
            throw new ConnectionClosedException("closed in the middle of a head");
        }
        if (head != null) {
            HeadRules.check(head);
            // Counted here, because the exchange never hears of a 100.
            interimAnswers = head.getCode() < 200 ? interimAnswers + 1 : 0;
            if (interimAnswers == 0) {
                awaited.answered();
            }
            if (interimAnswers > MOST_INTERIM_ANSWERS) {
                throw new ProtocolException("more than " + MOST_INTERIM_ANSWERS + " interim answers");
            }
        }
        return head;
    }

    private @Nullable HttpResponse parse(SessionInputBuffer buffer) throws IOException, HttpException {
        try {
            return parser.parse(buffer, false);
        } catch (IllegalArgumentException e) {
            // Of a status code of 0, for one.
            throw new ProtocolException(e.getMessage());
        }
    }

    @Override
    public void reset() {
        parser.reset();
    }
}
