// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trueload.testkit.Faults;
import io.trueload.testkit.FrameServer;
import io.trueload.testkit.TestServer;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.nio.entity.StringAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2MultiplexingRequester;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2MultiplexingRequesterBootstrap;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.DeadlineTimeoutException;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Habits of the HTTP library, without the engine, that are reasons for what the engine does by itself.
 *
 * <p>They are no wishes: a test here that fails after an upgrade says that the reason has gone, and RATIONALE with it.
 */
@Tag("nightly")
class LibraryHabitsIT {

    private static final Timeout LEASE = Timeout.ofMilliseconds(200);
    private static final int NO_ERROR = 0;
    private static final int ENHANCE_YOUR_CALM = 11;

    @ParameterizedTest
    @EnumSource(names = {"STRICT", "LAX"})
    void waitForAPooledConnection_whileNoneComesBack_outlastsItsTimeout(PoolConcurrencyPolicy policy) throws Exception {
        TestServer server = TestServer.start(Faults.hang());
        try (CloseableHttpAsyncClient client = clientOfOneConnection(policy)) {
            client.start();
            Future<SimpleHttpResponse> first = get(client, server.uri("/"));
            Eventually.count("requests", server::hits, 1);

            Future<SimpleHttpResponse> second = get(client, server.uri("/"));

            assertUndecided(second);
            server.close();
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> end(first));
            // Only the return of the connection makes the pool look at who waits for it, and since when.
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> end(second))
                    .withCauseInstanceOf(DeadlineTimeoutException.class);
        } finally {
            server.close();
        }
    }

    @Test
    void goAway_thatLeavesOutAStream_doesNotEndTheStream() throws Exception {
        try (FrameServer server = leavingOutTheSecond(NO_ERROR);
                H2MultiplexingRequester requester = startedRequester()) {
            Future<Message<HttpResponse, String>> first = get(requester, server.uri());
            Eventually.count("requests", server::hits, 1);

            Future<Message<HttpResponse, String>> leftOut = get(requester, server.uri());

            Eventually.count("requests", server::hits, 2);
            assertUndecided(leftOut);
            assertThat(first).isNotDone();
            assertThat(server.openConnections()).isEqualTo(1);
        }
    }

    @Test
    void goAway_withAnError_endsAllStreams() throws Exception {
        try (FrameServer server = leavingOutTheSecond(ENHANCE_YOUR_CALM);
                H2MultiplexingRequester requester = startedRequester()) {
            Future<Message<HttpResponse, String>> first = get(requester, server.uri());
            Eventually.count("requests", server::hits, 1);

            Future<Message<HttpResponse, String>> leftOut = get(requester, server.uri());

            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> end(leftOut));
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> end(first));
        }
    }

    /** Starts a server that names the first stream as the last one when the second comes, and answers none. */
    private static FrameServer leavingOutTheSecond(int error) {
        return FrameServer.start((frames, stream, request) -> {
            if (request == 1) {
                frames.goAway(1, error);
            }
        });
    }

    private static CloseableHttpAsyncClient clientOfOneConnection(PoolConcurrencyPolicy policy) {
        return HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setPoolConcurrencyPolicy(policy)
                        .setMaxConnTotal(1)
                        .setMaxConnPerRoute(1)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(LEASE)
                        .build())
                .disableAutomaticRetries()
                .build();
    }

    private static Future<SimpleHttpResponse> get(CloseableHttpAsyncClient client, URI uri) {
        return client.execute(SimpleRequestBuilder.get(uri).build(), null);
    }

    private static H2MultiplexingRequester startedRequester() {
        H2MultiplexingRequester requester = H2MultiplexingRequesterBootstrap.bootstrap()
                .setH2Config(H2Config.custom().setPushEnabled(false).build())
                .create();
        requester.start();
        return requester;
    }

    private static Future<Message<HttpResponse, String>> get(H2MultiplexingRequester requester, URI uri) {
        return requester.execute(
                AsyncRequestBuilder.get(uri).build(),
                new BasicResponseConsumer<>(new StringAsyncEntityConsumer()),
                Timeout.ofSeconds(5),
                null);
    }

    /** Asserts that nothing comes of a request within two seconds. */
    private static void assertUndecided(Future<?> request) {
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> request.get(2, TimeUnit.SECONDS));
    }

    private static void end(Future<?> request) throws Exception {
        request.get(10, TimeUnit.SECONDS);
    }
}
