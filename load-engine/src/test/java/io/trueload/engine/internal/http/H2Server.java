// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.command.ShutdownCommand;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.nio.support.BasicServerExchangeHandler;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.IOSessionListener;

/**
 * A server that speaks HTTP/2 in plain text, keeps what it received, and can be told to take its leave.
 *
 * <p>Requests for {@code /never} are not answered, and those for {@code /later} not before {@link #answerLater}.
 */
final class H2Server implements AutoCloseable {

    private final HttpAsyncServer server;
    private final Queue<IOSession> sessions = new ConcurrentLinkedQueue<>();
    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> later = new ConcurrentLinkedQueue<>();
    private final int port;

    H2Server(int maxStreams) {
        server = H2ServerBootstrap.bootstrap()
                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2)
                .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
                .setH2Config(
                        H2Config.custom().setMaxConcurrentStreams(maxStreams).build())
                .setIOSessionListener(new Sessions())
                .setRequestRouter((request, context) -> () -> new BasicServerExchangeHandler<>(new Handler()))
                .create();
        server.start();
        try {
            var endpoint = server.listen(new InetSocketAddress("127.0.0.1", 0), URIScheme.HTTP)
                    .get();
            port = ((InetSocketAddress) endpoint.getAddress()).getPort();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    int connections() {
        return sessions.size();
    }

    /** Returns what was received, one text for each request: its line, authority, headers, and body. */
    List<String> received() {
        return List.copyOf(received);
    }

    /** Announces on all connections that no further request is welcome (GOAWAY), and leaves them open. */
    void goAway() {
        sessions.forEach(session -> session.enqueue(ShutdownCommand.GRACEFUL, Command.Priority.IMMEDIATE));
    }

    void answerLater() {
        for (Runnable answer = later.poll(); answer != null; answer = later.poll()) {
            answer.run();
        }
    }

    @Override
    public void close() {
        server.close(CloseMode.IMMEDIATE);
    }

    private final class Handler implements AsyncServerRequestHandler<Message<HttpRequest, String>> {

        @Override
        public AsyncRequestConsumer<Message<HttpRequest, String>> prepare(
                HttpRequest request, EntityDetails entity, HttpContext context) {
            return new BasicRequestConsumer<>(new StringAsyncEntityConsumer());
        }

        @Override
        public void handle(Message<HttpRequest, String> message, ResponseTrigger trigger, HttpContext context) {
            HttpRequest request = message.getHead();
            List<String> lines = new ArrayList<>();
            lines.add(request.getMethod() + " " + request.getPath());
            lines.add(":scheme: " + request.getScheme());
            lines.add(":authority: " + request.getAuthority());
            for (Header header : request.getHeaders()) {
                lines.add(header.getName() + ": " + header.getValue());
            }
            lines.add("");
            lines.add(message.getBody() == null ? "" : message.getBody());
            received.add(String.join("\n", lines));
            if (request.getPath().equals("/later")) {
                later.add(() -> answer(trigger, context));
            } else if (!request.getPath().equals("/never")) {
                answer(trigger, context);
            }
        }

        private void answer(ResponseTrigger trigger, HttpContext context) {
            try {
                trigger.submitResponse(AsyncResponseBuilder.create(200).build(), context);
            } catch (HttpException | IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private final class Sessions implements IOSessionListener {

        @Override
        public void connected(IOSession session) {
            sessions.add(session);
        }

        @Override
        public void startTls(IOSession session) {}

        @Override
        public void inputReady(IOSession session) {}

        @Override
        public void outputReady(IOSession session) {}

        @Override
        public void timeout(IOSession session) {}

        @Override
        public void exception(IOSession session, Exception cause) {}

        @Override
        public void disconnected(IOSession session) {}
    }
}
