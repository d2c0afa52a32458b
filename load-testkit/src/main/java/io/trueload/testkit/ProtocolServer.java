// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.http2.ssl.H2ServerTlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * A server on loopback that speaks HTTP/1.1 and HTTP/2, with TLS or in plain text, and counts what was negotiated.
 *
 * <p>Every request is answered with a 200 and the same text, or with its own token, except that {@link #NEVER} is never
 * answered. In plain text nothing is negotiated: clients have to know beforehand that it is HTTP/2. Thread-safe.
 *
 * <p>Limits: HttpCore refuses clients that set SETTINGS_MAX_CONCURRENT_STREAMS to 0, as the JDK's own client does
 * unless the system property {@code jdk.httpclient.maxstreams} is set to more.
 */
public final class ProtocolServer implements AutoCloseable {

    /** The path that is never answered, so that a stream times out beside healthy ones. */
    public static final String NEVER = "/never";

    /** The versions of HTTP a server speaks. */
    public enum Versions {
        /** HTTP/1.1 only. */
        HTTP_1(HttpVersionPolicy.FORCE_HTTP_1),
        /** HTTP/2 only. */
        HTTP_2(HttpVersionPolicy.FORCE_HTTP_2),
        /** Whichever the client chooses in the TLS handshake. */
        NEGOTIATED(HttpVersionPolicy.NEGOTIATE);

        private final HttpVersionPolicy policy;

        Versions(HttpVersionPolicy policy) {
            this.policy = policy;
        }
    }

    private final HttpAsyncServer server;
    private final ProtocolAnswer answer;
    private final ProtocolCounts counts = new ProtocolCounts();
    private final boolean secure;
    private final int port;

    private ProtocolServer(Builder settings) throws IOException {
        secure = settings.tls != null;
        answer = new ProtocolAnswer(settings.body, settings.echoing, settings.delay, counts);
        H2ServerBootstrap bootstrap = H2ServerBootstrap.bootstrap()
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(1)
                        .setTcpNoDelay(true)
                        .setBacklogSize(4096)
                        .build())
                .setVersionPolicy(settings.versions.policy)
                .setH2Config(H2Config.custom()
                        .setMaxConcurrentStreams(settings.maxStreams)
                        .setPushEnabled(false)
                        .build())
                .setIOSessionListener(counts)
                .setStreamListener(counts.resets())
                .setRequestRouter((request, context) -> answer::handler);
        if (settings.tls != null) {
            boolean certified = settings.clientCertificate;
            bootstrap.setTlsStrategy(new H2ServerTlsStrategy(
                    settings.tls, (endpoint, engine) -> engine.setNeedClientAuth(certified), counts::handshake));
        }
        server = bootstrap.create();
        server.start();
        port = listen(settings.port);
    }

    private int listen(int wanted) throws IOException {
        try {
            ListenerEndpoint endpoint = server.listen(
                            new InetSocketAddress("127.0.0.1", wanted), secure ? URIScheme.HTTPS : URIScheme.HTTP)
                    .get();
            return ((InetSocketAddress) endpoint.getAddress()).getPort();
        } catch (ExecutionException e) {
            close();
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Returns a builder for a server that answers {@code ok} at once; TLS or a version has to be added. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the port it listens on. */
    public int port() {
        return port;
    }

    /** Returns the address of a path, which starts with a slash; the host is {@code localhost}. */
    public URI uri(String path) {
        return URI.create((secure ? "https" : "http") + "://localhost:" + port + path);
    }

    /** Returns how many requests were received to their last byte, answered or not. */
    public long hits() {
        return counts.hits();
    }

    /** Returns how many TCP connections were accepted. */
    public long connections() {
        return counts.connections();
    }

    /** Returns how many TCP connections are open now. */
    public long openConnections() {
        return counts.openConnections();
    }

    /** Returns how many TLS handshakes were completed. */
    public long handshakes() {
        return counts.handshakes();
    }

    /** Returns how many HTTP/2 streams the clients have reset. */
    public long streamResets() {
        return counts.streamResets();
    }

    /** Returns the requests received by protocol, {@code HTTP/1.1} and {@code HTTP/2.0}. */
    public Map<String, Long> protocols() {
        return new TreeMap<>(counts.protocols());
    }

    @Override
    public void close() {
        server.close(CloseMode.IMMEDIATE);
        answer.close();
    }

    /** The settings of a server before it starts. */
    public static final class Builder {

        private int port;
        private @Nullable SSLContext tls;
        private boolean clientCertificate;
        private Versions versions = Versions.NEGOTIATED;
        private int maxStreams = 1000;
        private String body = "ok";
        private boolean echoing;
        private Duration delay = Duration.ZERO;

        private Builder() {}

        /** Sets the port; 0, the default, takes a free one. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Serves over TLS only. */
        public Builder tls(SSLContext value) {
            tls = value;
            return this;
        }

        /** Demands a certificate of each client that the TLS context trusts. */
        public Builder clientCertificate(boolean required) {
            clientCertificate = required;
            return this;
        }

        /** Limits the versions of HTTP; with TLS the default is both. */
        public Builder versions(Versions value) {
            versions = value;
            return this;
        }

        /** Limits the streams that a client may have open on one HTTP/2 connection. */
        public Builder maxStreams(int value) {
            maxStreams = value;
            return this;
        }

        /** Sets the text of all answers. */
        public Builder body(String value) {
            body = value;
            return this;
        }

        /**
         * Answers each request with the value of its header {@code X-Token} instead. A delay then holds only for every other
         * answer, so that answers on several streams overtake each other.
         */
        public Builder echoTokens(boolean value) {
            echoing = value;
            return this;
        }

        /** Delays all answers, to within a few milliseconds. */
        public Builder delay(Duration value) {
            delay = value;
            return this;
        }

        /** Starts the server. */
        public ProtocolServer start() {
            if (tls == null && versions == Versions.NEGOTIATED) {
                throw new IllegalArgumentException("without TLS nothing is negotiated: choose HTTP_1 or HTTP_2");
            }
            try {
                return new ProtocolServer(this);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
            }
        }
    }
}
