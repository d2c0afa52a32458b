// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.Transport;
import io.trueload.testkit.TestServer;
import java.net.URI;
import java.util.function.LongSupplier;

/** Makes the sender that the conformance tests are about. */
interface SenderFactory {

    HttpSender sender(LoadPlan plan, String userAgent, LongSupplier clock);

    default Client client(TestServer server) {
        return client(server.uri("/"), Transport.DEFAULT);
    }

    default Client client(URI target, Transport transport) {
        return client(Client.plan(target, transport));
    }

    default Client client(LoadPlan plan) {
        return Client.of(sender(plan, Client.USER_AGENT, System::nanoTime));
    }
}
