// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerExchangeHandler;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.DiscardingEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.nio.support.BasicServerExchangeHandler;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Answers all requests with the same text or each with its own token, at once or after a delay, except the one path that is
 * never answered.
 */
final class ProtocolAnswer implements AsyncServerRequestHandler<Message<HttpRequest, Void>> {

    private static final String TOKEN = "X-Token";

    private final String body;
    private final boolean echoing;
    private final long delayNanos;
    private final ProtocolCounts counts;
    private final ScheduledExecutorService timer;

    ProtocolAnswer(String body, boolean echoing, Duration delay, ProtocolCounts counts) {
        this.body = body;
        this.echoing = echoing;
        this.delayNanos = delay.toNanos();
        this.counts = counts;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "protocol-server-timer");
            thread.setDaemon(true);
            return thread;
        });
    }

    AsyncServerExchangeHandler handler() {
        return new BasicServerExchangeHandler<>(this);
    }

    void close() {
        timer.shutdownNow();
    }

    @Override
    public AsyncRequestConsumer<Message<HttpRequest, Void>> prepare(
            HttpRequest request, EntityDetails entity, HttpContext context) {
        return new BasicRequestConsumer<>(new DiscardingEntityConsumer<>());
    }

    @Override
    public void handle(Message<HttpRequest, Void> message, ResponseTrigger trigger, HttpContext context)
            throws HttpException, IOException {
        counts.hit(context.getProtocolVersion());
        if (ProtocolServer.NEVER.equals(message.getHead().getPath())) {
            return;
        }
        String text = echoing ? token(message.getHead()) : body;
        // Every other echo leaves at once, so that it overtakes those before it.
        if (delayNanos == 0 || echoing && counts.hits() % 2 == 0) {
            answer(text, trigger, context);
        } else {
            var unused = timer.schedule(() -> answerLater(text, trigger, context), delayNanos, TimeUnit.NANOSECONDS);
        }
    }

    private static String token(HttpRequest request) {
        Header header = request.getFirstHeader(TOKEN);
        return header == null ? "" : header.getValue();
    }

    private void answer(String text, ResponseTrigger trigger, HttpContext context) throws HttpException, IOException {
        trigger.submitResponse(
                AsyncResponseBuilder.create(200)
                        .setEntity(text, ContentType.TEXT_PLAIN)
                        .build(),
                context);
    }

    private void answerLater(String text, ResponseTrigger trigger, HttpContext context) {
        try {
            answer(text, trigger, context);
        } catch (HttpException | IOException e) {
            // The client has gone meanwhile; it is not the server that should complain.
        }
    }
}
