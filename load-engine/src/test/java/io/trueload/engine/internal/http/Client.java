// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.Transport;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A sender under test with one slot of it, and short ways to use them. */
record Client(HttpSender sender, SendSlot slot) implements AutoCloseable {

    static final String USER_AGENT = "trueload/1.2.3";

    /** Returns a client of the general sender. */
    static Client of(URI target, Transport transport) {
        return of(new GeneralSender(plan(target, transport), USER_AGENT, System::nanoTime, NameLookup.SYSTEM));
    }

    static Client of(HttpSender sender) {
        return new Client(sender, sender.slot());
    }

    static LoadPlan plan(URI target, Transport transport) {
        return LoadPlan.builder()
                .target(target)
                .transport(transport)
                .priming(false)
                .build();
    }

    /** Returns a plan with a check, so that answers are kept. */
    static LoadPlan checkingPlan(URI target) {
        return plan(target, Transport.DEFAULT).toBuilder()
                .check((request, response) -> Optional.empty())
                .build();
    }

    /** Sends a request on the slot and waits for its end. */
    RecordingExchange send(RequestSpec request) {
        return start(request).await();
    }

    RecordingExchange get(String path) {
        return send(RequestSpec.get(path));
    }

    /** Sends a request on the slot and does not wait. */
    RecordingExchange start(RequestSpec request) {
        return start(slot, request);
    }

    static RecordingExchange start(SendSlot slot, RequestSpec request) {
        var exchange = new RecordingExchange();
        slot.send(request, exchange);
        return exchange;
    }

    /** Opens the connection of the slot before the first request. */
    void connect() {
        connect(slot);
    }

    static void connect(SendSlot slot) {
        var done = new CountDownLatch(1);
        slot.connect(done::countDown);
        Eventually.opened("the slot says that connecting is done", done);
    }

    /** Ends a request as a deadline does. */
    static void abort(SendSlot slot, RecordingExchange exchange) {
        if (exchange.claim()) {
            slot.abort();
        }
    }

    @Override
    public void close() {
        sender.close();
    }
}
