// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.RequestSpec;
import io.trueload.testkit.Ports;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a sender does when nobody listens. */
interface RefusalConformance extends SenderFactory {

    String REFUSED = "CONNECT_FAILED: connection refused";

    private static URI nowhere() {
        return URI.create("http://127.0.0.1:" + Ports.closed() + "/");
    }

    @Test
    default void refused_once_failsBeforeAnythingWasSent() {
        try (Client client = client(nowhere(), Transports.ONE_THREAD)) {
            RecordingExchange exchange = client.get("/");

            assertThat(exchange.end()).isEqualTo(REFUSED);
            assertThat(exchange.calls()).containsExactly("connecting", "end");
            assertThat(exchange.sentBytes()).isZero();
            assertThat(exchange.receivedBytes()).isZero();
        }
    }

    @Test
    default void refused_tenThousandSlotsAtOnce_allEndOnce() {
        try (Client client = client(nowhere(), Transports.ONE_THREAD)) {
            List<RecordingExchange> exchanges = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                exchanges.add(Client.start(client.sender().slot(), RequestSpec.get("/")));
            }
            for (RecordingExchange exchange : exchanges) {
                assertThat(exchange.await().end()).isEqualTo(REFUSED);
            }
        }
    }

    @Test
    default void refused_tenThousandTimesFromWithinTheEndBefore_overflowsNoStack() {
        try (Client client = client(nowhere(), Transports.ONE_THREAD)) {
            var ends = new AtomicInteger();
            var done = new CountDownLatch(1);
            sendAgain(client.slot(), ends, done);

            Eventually.opened("ten thousand ends", done);
            assertThat(ends).hasValue(10_000);
        }
    }

    private static void sendAgain(SendSlot slot, AtomicInteger ends, CountDownLatch done) {
        slot.send(RequestSpec.get("/"), new RecordingExchange(() -> {
            if (ends.incrementAndGet() < 10_000) {
                sendAgain(slot, ends, done);
            } else {
                done.countDown();
            }
        }));
    }

    @Test
    default void refused_manyOnOneSlotInARow_eachIsTriedAnew() {
        try (Client client = client(nowhere(), Transports.ONE_THREAD)) {
            for (int i = 0; i < 100; i++) {
                assertThat(client.get("/").end()).isEqualTo(REFUSED);
            }
        }
    }
}
