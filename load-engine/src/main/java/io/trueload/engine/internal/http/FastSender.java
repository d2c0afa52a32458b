// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.RequestSpec;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * The sender for HTTP/1.1 straight to the target, with and without TLS: HttpCore's reactor without its message layer. Thread-safe.
 */
public final class FastSender extends ConnectedSender {

    /*
     * What a message layer costs is several times what the network costs: objects for every header, contexts, a parse of
     * what nobody looks at. Here a request is encoded once and written as it is, and an answer is only framed: its status
     * and where it ends. Everything else is as in the general sender, and held to it by the same tests.
     */

    /** What is read at once. */
    private static final int INPUT = 64 * 1024;

    private final boolean keepsResponses;
    private volatile @Nullable EncodedRequest first;

    /**
     * Prepares to send to the target of a plan: looks up names, reads certificates, starts the I/O threads.
     *
     * @throws LoadRunException if a name does not resolve or leads where nothing is ever sent, or a certificate cannot be used
     */
    public FastSender(LoadPlan plan, String userAgent, LongSupplier clock, NameLookup names) {
        this(plan, userAgent, clock, names, ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(INPUT)));
    }

    private FastSender(
            LoadPlan plan, String userAgent, LongSupplier clock, NameLookup names, ThreadLocal<ByteBuffer> input) {
        // All connections of an I/O thread read into one buffer, one after another.
        super(new Connector(
                plan, userAgent, clock, names, (session, attachment) -> new FastConnection(session, input.get())));
        this.keepsResponses = !plan.checks().isEmpty();
    }

    @Override
    public SendSlot slot() {
        return new FastSlot(this, new Connection(connector(), connector().target()));
    }

    boolean keepsResponses() {
        return keepsResponses;
    }

    boolean keepsAlive() {
        return connector().transport().keepAlive();
    }

    long now() {
        return connector().now();
    }

    /**
     * Returns the bytes of a request: those of the first are kept, since most runs send only that.
     *
     * @param last what the caller sent last
     */
    @SuppressWarnings(
            "ReferenceEquality") // The same object is all that is worth remembering; comparing would cost more.
    EncodedRequest encode(RequestSpec spec, @Nullable EncodedRequest last) throws ProtocolException {
        if (last != null && last.spec() == spec) {
            return last;
        }
        EncodedRequest known = first;
        if (known != null && known.spec() == spec) {
            return known;
        }
        EncodedRequest encoded =
                EncodedRequest.of(spec, connector().writer(), connector().target(), known == null);
        if (known == null) {
            first = encoded;
        }
        return encoded;
    }
}
