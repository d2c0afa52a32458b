// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.RequestSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.command.ShutdownCommand;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.reactor.Command;
import org.jspecify.annotations.Nullable;

/** One request at a time on its connection, and on others where redirects lead. */
final class GeneralSlot implements SendSlot {

    private final GeneralSender sender;
    private final Connection home;
    private final Map<Origin, Connection> elsewhere = new ConcurrentHashMap<>();
    private volatile HttpCoreContext context = HttpCoreContext.create();
    private volatile @Nullable Opening opening;
    private volatile @Nullable GeneralExchange current;
    private volatile @Nullable Made last;

    GeneralSlot(GeneralSender sender, Connection home) {
        this.sender = sender;
        this.home = home;
    }

    @Override
    public void connect(Runnable whenDone) {
        opening = Opening.begin(home, whenDone);
    }

    @Override
    public void send(RequestSpec request, Exchange exchange) {
        GeneralExchange first = new GeneralExchange(sender, this, home, request, exchange);
        current = first;
        first.execute();
    }

    @Override
    public void abort() {
        Opening begun = opening;
        if (begun != null) {
            opening = null;
            begun.giveUp();
        }
        GeneralExchange exchange = current;
        if (exchange != null) {
            // What was given up may still be looked at on an I/O thread.
            context = HttpCoreContext.create();
            exchange.abandon();
        }
    }

    @Override
    public void disconnect() {
        // Both know the connection, whose buffers are large.
        current = null;
        context = HttpCoreContext.create();
        takeLeave(home);
        elsewhere.values().forEach(GeneralSlot::takeLeave);
    }

    private static void takeLeave(Connection connection) {
        OpenSession session = connection.release();
        if (session != null) {
            session.session.enqueue(ShutdownCommand.GRACEFUL, Command.Priority.NORMAL);
        }
    }

    /** Returns the connection to an origin, which may be the slot's own. */
    Connection connection(Origin origin) {
        return origin.equals(home.origin()) ? home : elsewhere.computeIfAbsent(origin, sender::connection);
    }

    HttpCoreContext context() {
        return context;
    }

    /** Returns a spec as HttpCore's request; the one before if nothing has changed, since it is never altered. */
    @SuppressWarnings(
            "ReferenceEquality") // The same object is all that is worth remembering; comparing would cost more.
    BasicHttpRequest request(RequestSpec spec, Origin origin, boolean http2) {
        Made before = last;
        if (before != null && spec == before.spec && http2 == before.http2 && origin.equals(home.origin())) {
            return before.request;
        }
        BasicHttpRequest request = http2
                ? sender.connector().writer().http2(spec, origin)
                : sender.connector()
                        .writer()
                        .http1(spec, origin, sender.connector().hasProxy() && !origin.secure());
        if (origin.equals(home.origin())) {
            last = new Made(spec, http2, request);
        }
        return request;
    }

    /** A request and what it was made of. */
    private record Made(RequestSpec spec, boolean http2, BasicHttpRequest request) {}
}
