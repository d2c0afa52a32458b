// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.DiscardingEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.nio.support.BasicServerExchangeHandler;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.apache.hc.core5.util.TimeValue;

/**
 * HttpCore's server on loopback, which answers every request at once with the same few bytes: over TLS with HTTP/1.1 or HTTP/2,
 * whichever is asked for, and without it with HTTP/2. Thread-safe.
 */
public final class LoopbackServer implements AutoCloseable {

    /** How long its threads are waited for. */
    private static final TimeValue CLOSING = TimeValue.ofSeconds(1);

    private final HttpAsyncServer server;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private LoopbackServer(HttpAsyncServer server) {
        this.server = server;
    }

    /**
     * Starts a server on a free port.
     *
     * @param secure whether with TLS
     * @throws GeneralSecurityException if this JVM cannot make what TLS needs
     */
    public static LoopbackServer start(boolean secure) throws GeneralSecurityException {
        H2ServerBootstrap bootstrap = H2ServerBootstrap.bootstrap()
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(1)
                        .setTcpNoDelay(true)
                        .build())
                .setVersionPolicy(secure ? HttpVersionPolicy.NEGOTIATE : HttpVersionPolicy.FORCE_HTTP_2)
                .setRequestRouter((request, context) -> () -> new BasicServerExchangeHandler<>(new Handler()));
        if (secure) {
            bootstrap.setTlsStrategy(
                    new H2ServerTlsStrategy(LoopbackIdentity.make().context()));
        }
        LoopbackServer started = new LoopbackServer(bootstrap.create());
        started.listen(secure ? URIScheme.HTTPS : URIScheme.HTTP);
        return started;
    }

    private void listen(URIScheme scheme) {
        server.start();
        Future<ListenerEndpoint> unused =
                server.listen(new InetSocketAddress("127.0.0.1", 0), scheme, null, new FutureCallback<>() {

                    @Override
                    public void completed(ListenerEndpoint endpoint) {
                        port.complete(((InetSocketAddress) endpoint.getAddress()).getPort());
                    }

                    @Override
                    public void failed(Exception cause) {
                        port.completeExceptionally(cause);
                    }

                    @Override
                    public void cancelled() {
                        port.completeExceptionally(new CancellationException());
                    }
                });
    }

    /** Returns the port, once the server listens there. */
    public Future<Integer> port() {
        return port;
    }

    /** Closes all connections and listens no more; waits up to a second for its threads, or until it is interrupted. */
    @Override
    public void close() {
        server.close(CloseMode.IMMEDIATE);
        try {
            server.awaitShutdown(CLOSING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Handler implements AsyncServerRequestHandler<Message<HttpRequest, Void>> {

        @Override
        public AsyncRequestConsumer<Message<HttpRequest, Void>> prepare(
                HttpRequest request, EntityDetails entity, HttpContext context) {
            return new BasicRequestConsumer<>(entity == null ? null : new DiscardingEntityConsumer<>());
        }

        @Override
        public void handle(Message<HttpRequest, Void> request, ResponseTrigger trigger, HttpContext context)
                throws HttpException, IOException {
            trigger.submitResponse(
                    AsyncResponseBuilder.create(HttpStatus.SC_OK)
                            .setEntity("ok")
                            .build(),
                    context);
        }
    }
}
