// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static java.util.Objects.requireNonNull;

import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexerFactory;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.nio.NHttpMessageParserFactory;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.impl.nio.ClientH2StreamMultiplexerFactory;
import org.apache.hc.core5.http2.impl.nio.ClientHttpProtocolNegotiationStarter;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOEventHandlerFactory;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.jspecify.annotations.Nullable;

/** Makes HttpCore's message layers for connections; its own builder has no place for the {@link HeadParser}. Thread-safe. */
final class GeneralHandlers implements IOEventHandlerFactory {

    /** Of three buffers per connection: a thousand connections should not be a pause of the garbage collector. */
    private static final int BUFFER = 4 * 1024;

    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_HEADER_LIST = 64 * 1024;

    private static final Http1Config HTTP_1 = Http1Config.custom()
            .setBufferSize(BUFFER)
            .setMaxLineLength(LONGEST_LINE)
            .setMaxHeaderCount(MOST_HEADERS)
            .build();

    private static final H2Config HTTP_2 = H2Config.custom()
            .setPushEnabled(false)
            .setMaxHeaderListSize(LONGEST_HEADER_LIST)
            .build();

    private static final NHttpMessageParserFactory<HttpResponse> PARSERS = new DefaultHttpResponseParserFactory(HTTP_1);

    private final HttpProcessor processor;

    GeneralHandlers() {
        // No interceptor: the request on the wire is the one that the writer made, header for header.
        processor = HttpProcessorBuilder.create().build();
    }

    @Override
    public IOEventHandler createHandler(ProtocolIOSession session, @Nullable Object attachment) {
        Dialing dialing = (Dialing) requireNonNull(attachment);
        // Made anew for each connection, whose parts have to know of each other and of no other's.
        return new ClientHttpProtocolNegotiationStarter(
                        http1(new AwaitedAnswers()), http2(dialing.peer()), dialing.policy(), null, null, null)
                .createHandler(session, null);
    }

    private ClientHttp1StreamDuplexerFactory http1(AwaitedAnswers awaited) {
        return new ClientHttp1StreamDuplexerFactory(
                processor,
                HTTP_1,
                CharCodingConfig.DEFAULT,
                DefaultConnectionReuseStrategy.INSTANCE,
                () -> new HeadParser(PARSERS.create(), awaited),
                () -> awaited,
                null);
    }

    private ClientH2StreamMultiplexerFactory http2(Http2Peer peer) {
        return new ClientH2StreamMultiplexerFactory(processor, null, HTTP_2, CharCodingConfig.DEFAULT, peer);
    }
}
