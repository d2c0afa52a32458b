// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.RequestSpec;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.BlackHole;
import io.trueload.testkit.TestServer;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A connection that nobody waits for any more, while its host has addresses that were not tried yet. */
class GivenUpConnectionIT {

    private static final NameLookup TWO =
            host -> new InetAddress[] {InetAddress.getByName("127.0.0.1"), InetAddress.getByName("127.0.0.2")};

    @Test
    void furtherAddresses_areTriedForThoseWhoStillWait_only() {
        try (BlackHole first = BlackHole.open();
                TestServer second = TestServer.builder(Behaviors.fixedDelay(Duration.ZERO))
                        .address("127.0.0.2")
                        .port(first.port())
                        .start();
                GeneralSender sender = new GeneralSender(
                        LoadPlan.builder()
                                .target("http://two.test:" + first.port() + "/")
                                .connectTimeout(Duration.ofMillis(300))
                                .priming(false)
                                .build(),
                        Client.USER_AGENT,
                        System::nanoTime,
                        TWO)) {
            SendSlot slot = sender.slot();
            RecordingExchange givenUp = Client.start(slot, RequestSpec.get("/"));
            Client.abort(slot, givenUp);
            RecordingExchange waiting = Client.start(sender.slot(), RequestSpec.get("/"));

            // Its attempt began later, so that the one given up has had its time by then as well.
            assertThat(waiting.await().end()).isEqualTo("answered 200");
            assertThat(second.connections()).isEqualTo(1);
        }
    }
}
