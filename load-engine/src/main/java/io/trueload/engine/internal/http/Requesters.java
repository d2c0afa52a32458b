// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.bootstrap.AsyncRequester;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexerFactory;
import org.apache.hc.core5.http.impl.nio.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.nio.NHttpMessageParserFactory;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.impl.nio.ClientH2StreamMultiplexerFactory;
import org.apache.hc.core5.http2.impl.nio.ClientHttpProtocolNegotiationStarter;
import org.apache.hc.core5.reactor.IOEventHandlerFactory;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Puts HttpCore's reactor and message layers together; its own builder has no place for the {@link HeadParser}. */
final class Requesters {

    /** How often the reactor looks up when nothing happens; its shutdown and its connect time-out depend on it. */
    private static final TimeValue SELECT_INTERVAL = TimeValue.ofMilliseconds(50);

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

    private Requesters() {}

    /** How a fresh connection begins to talk, and who is told what its peer says if that is HTTP/2. */
    record Dialing(HttpVersionPolicy policy, Http2Peer peer) {}

    static AsyncRequester create(int ioThreads) {
        // No interceptor: the request on the wire is the one that the writer made, header for header.
        HttpProcessor processor = HttpProcessorBuilder.create().build();
        // Made anew for each connection, whose parts have to know of each other and of no other's.
        IOEventHandlerFactory handlers = (session, attachment) -> {
            Dialing dialing = (Dialing) attachment;
            return new ClientHttpProtocolNegotiationStarter(
                            http1(processor, new AwaitedAnswers()),
                            http2(processor, dialing.peer()),
                            dialing.policy(),
                            null,
                            null,
                            null)
                    .createHandler(session, null);
        };
        return new AsyncRequester(handlers, reactor(ioThreads), null, null, null, null, null, null, null);
    }

    private static IOReactorConfig reactor(int ioThreads) {
        IOReactorConfig.Builder reactor = IOReactorConfig.custom()
                .setSelectInterval(SELECT_INTERVAL)
                .setSoTimeout(Timeout.DISABLED)
                .setSoKeepAlive(false)
                .setTcpNoDelay(true);
        if (ioThreads > 0) {
            reactor.setIoThreadCount(ioThreads);
        }
        return reactor.build();
    }

    private static ClientHttp1StreamDuplexerFactory http1(HttpProcessor processor, AwaitedAnswers awaited) {
        return new ClientHttp1StreamDuplexerFactory(
                processor,
                HTTP_1,
                CharCodingConfig.DEFAULT,
                DefaultConnectionReuseStrategy.INSTANCE,
                () -> new HeadParser(PARSERS.create(), awaited),
                () -> awaited,
                null);
    }

    private static ClientH2StreamMultiplexerFactory http2(HttpProcessor processor, Http2Peer peer) {
        return new ClientH2StreamMultiplexerFactory(processor, null, HTTP_2, CharCodingConfig.DEFAULT, peer);
    }
}
