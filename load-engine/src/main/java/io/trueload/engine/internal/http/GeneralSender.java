// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadRunException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The sender for everything: HttpCore's reactor and protocol layers, without a connection pool. Thread-safe. */
public final class GeneralSender extends ConnectedSender {

    /*
     * HttpClient's own clients put a pool, a retry and redirect chain, cookies and caches between a request and its
     * connection. All of them wait, repeat or add where a measurement must not. Here a slot keeps its connection, a
     * connection that ends is opened again by the next request, and nothing is ever sent twice. Deadlines are the run's:
     * the reactor's own time-outs are coarse, and watch for silence instead of lateness, so they are switched off.
     */

    private final boolean keepsResponses;
    private @Nullable Connection shared;
    private int sharedSlots;

    /**
     * Prepares to send to the target of a plan: looks up names, reads certificates, starts the I/O threads.
     *
     * @throws LoadRunException if a name does not resolve or leads where nothing is ever sent, or a certificate cannot be used
     */
    public GeneralSender(LoadPlan plan, String userAgent, LongSupplier clock, NameLookup names) {
        super(new Connector(plan, userAgent, clock, names, new GeneralHandlers()));
        this.keepsResponses = !plan.checks().isEmpty();
    }

    @Override
    public synchronized SendSlot slot() {
        if (shared == null || sharedSlots == connector().transport().streams()) {
            shared = connection(connector().target());
            sharedSlots = 0;
        }
        sharedSlots++;
        return new GeneralSlot(this, shared);
    }

    boolean keepsResponses() {
        return keepsResponses;
    }

    Connection connection(Origin origin) {
        return new Connection(connector(), origin);
    }
}
