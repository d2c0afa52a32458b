// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.RequestSpec;
import io.trueload.engine.Transport;
import io.trueload.testkit.Answers;
import io.trueload.testkit.Reply;
import io.trueload.testkit.TestServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request that is given up while a thread is about to put it on its connection, where by then the next one may be. */
class LateSubmissionIT {

    private static final Duration DELAY = Duration.ofMillis(300);

    private final RecordingExchange givenUp = new RecordingExchange();

    private TestServer server;
    private GeneralSender sender;
    private Connection connection;
    private OpenSession session;
    private GeneralSlot slot;
    private GeneralExchange late;

    @BeforeEach
    void giveUpARequestBeforeItsSubmission() {
        server = TestServer.start(request -> Reply.after(DELAY, Answers.ok("ok")));
        sender = new GeneralSender(
                Client.plan(server.uri("/"), Transport.DEFAULT),
                Client.USER_AGENT,
                System::nanoTime,
                NameLookup.SYSTEM);
        connection = sender.connection(sender.connector().target());
        session = opened(connection);
        slot = new GeneralSlot(sender, connection);
        late = new GeneralExchange(sender, slot, connection, RequestSpec.get("/late"), givenUp);
        // As when a deadline strikes between the look at the open connection and the hand-over to it.
        givenUp.claim();
        late.abandon();
    }

    @AfterEach
    void close() {
        sender.close();
        server.close();
    }

    @Test
    void submit_afterTheEndFromOutside_leavesTheConnectionToTheNextRequest() {
        RecordingExchange next = Client.start(slot, RequestSpec.get("/next"));
        Eventually.count("requests in flight", server::inFlight, 1);

        late.submit(session, true);

        assertThat(next.await().end()).isEqualTo("answered 200");
        assertThat(server.hits()).isEqualTo(1);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(givenUp.calls()).isEmpty();
    }

    @Test
    void submit_afterTheEndFromOutside_leavesTheNextOfTheSlotAlone() {
        late.submit(session, true);
        RecordingExchange next = Client.start(slot, RequestSpec.get("/next"));
        Eventually.count("requests in flight", server::inFlight, 1);

        // As the exchange before it does that has handed on the rest and only then sees that it is given up.
        late.abandon();

        assertThat(next.await().end()).isEqualTo("answered 200");
        assertThat(server.connections()).isEqualTo(1);
    }

    private static OpenSession opened(Connection connection) {
        var opened = new CompletableFuture<OpenSession>();
        connection.open(new Connection.Waiting() {
            @Override
            public void opening(long nanos) {}

            @Override
            public void opened(Connection self, OpenSession session, boolean wasOpen) {
                opened.complete(session);
            }

            @Override
            public void notOpened(Exception cause) {
                opened.completeExceptionally(cause);
            }
        });
        return opened.join();
    }
}
