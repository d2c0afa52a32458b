// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.impl.bootstrap.AsyncRequester;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The sender for everything: HttpCore's reactor and protocol layers, without a connection pool. Thread-safe. */
public final class GeneralSender implements HttpSender {

    /*
     * HttpClient's own clients put a pool, a retry and redirect chain, cookies and caches between a request and its
     * connection. All of them wait, repeat or add where a measurement must not. Here a slot keeps its connection, a
     * connection that ends is opened again by the next request, and nothing is ever sent twice. Deadlines are the run's:
     * the reactor's own time-outs are coarse, and watch for silence instead of lateness, so they are switched off.
     */

    private static final TimeValue SHUTDOWN_WAIT = TimeValue.ofSeconds(5);

    /** How much later than the run the reactor gives up connecting: it only cleans up where the run has lost interest. */
    private static final Duration CONNECT_MARGIN = Duration.ofSeconds(1);

    private final AsyncRequester requester;
    private final LongSupplier clock;
    private final Transport transport;
    private final Timeout connectTimeout;
    private final boolean keepsResponses;
    private final Origin target;
    private final RequestWriter writer;
    private final @Nullable TlsStrategy tls;
    private final @Nullable Addresses proxyAddresses;
    private final NameLookup names;
    private final PublicQuota quota;
    private final TlsHandshakes handshakes = new TlsHandshakes();
    private final PassedAddresses passed = new PassedAddresses();
    private final LongAdder opened = new LongAdder();
    private final String publicTarget;
    private final Map<Origin, Addresses> addresses = new ConcurrentHashMap<>();
    private final ExecutorService nameLookup;
    private @Nullable GeneralConnection shared;
    private int sharedSlots;
    private volatile String protocol = "";

    /**
     * Prepares to send to the target of a plan: looks up names, reads certificates, starts the I/O threads.
     *
     * @throws LoadRunException if a name does not resolve or leads where nothing is ever sent, or a certificate cannot be used
     */
    public GeneralSender(LoadPlan plan, String userAgent, LongSupplier clock, NameLookup names) {
        LibraryVersions.check();
        this.names = names;
        this.quota = new PublicQuota(plan.allowPublic());
        this.clock = clock;
        this.transport = plan.transport();
        this.connectTimeout = Timeout.of(plan.connectTimeout().plus(CONNECT_MARGIN));
        this.keepsResponses = !plan.checks().isEmpty();
        this.target = Origin.of(plan.target());
        URI proxy = transport.proxy();
        if (proxy != null && transport.http2() && !target.secure()) {
            throw new LoadRunException("HTTP/2 without TLS cannot go through a proxy; use https or HTTP/1.1");
        }
        try {
            proxyAddresses = proxy == null ? null : Addresses.lookUp(names, proxy.getHost(), proxy.getPort());
            if (proxy == null) {
                addresses.put(target, Addresses.lookUp(names, target.host(), target.port()));
            }
            publicTarget = kind(target) == AddressKind.PUBLIC ? described(target) : "";
        } catch (RefusedTargetException e) {
            throw new LoadRunException("target refused: " + e.getMessage() + "; give another one", e);
        }
        writer = new RequestWriter(userAgent, transport.keepAlive(), proxy == null ? null : proxy.getUserInfo());
        // A redirect may lead from http to https; making the context costs more than many whole runs, so not otherwise.
        tls = target.secure() || transport.redirects() > 0
                ? TlsContexts.strategy(transport.tls(), transport.http2())
                : null;
        nameLookup = Executors.newSingleThreadExecutor(task -> daemon(task, "trueload-names"));
        requester = Requesters.create(transport.ioThreads());
        requester.start();
    }

    @Override
    public synchronized SendSlot slot() {
        if (shared == null || sharedSlots == transport.streams()) {
            shared = connection(target);
            sharedSlots = 0;
        }
        sharedSlots++;
        return new GeneralSlot(this, shared);
    }

    @Override
    public String protocol() {
        return protocol;
    }

    /** Returns the host and the address of the target if it is public; an empty text if it is not. */
    public String publicTarget() {
        return publicTarget;
    }

    /** Returns how many TLS handshakes there were, in words; an empty text if there were none. */
    public String tlsHandshakes() {
        return handshakes.describe();
    }

    /** Returns which addresses of names with several could not be reached, in words; an empty text if all could. */
    public String passedAddresses() {
        return passed.describe();
    }

    /** Returns how many connections have been opened, TLS included. */
    public long connectionsOpened() {
        return opened.sum();
    }

    @Override
    public void close() {
        nameLookup.shutdownNow();
        requester.close(CloseMode.IMMEDIATE);
        try {
            requester.awaitShutdown(SHUTDOWN_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long now() {
        return clock.getAsLong();
    }

    Transport transport() {
        return transport;
    }

    Timeout connectTimeout() {
        return connectTimeout;
    }

    boolean keepsResponses() {
        return keepsResponses;
    }

    RequestWriter writer() {
        return writer;
    }

    Origin target() {
        return target;
    }

    GeneralConnection connection(Origin origin) {
        return new GeneralConnection(this, origin);
    }

    boolean hasProxy() {
        return proxyAddresses != null;
    }

    AsyncRequester requester() {
        return requester;
    }

    TlsStrategy tls() {
        return requireNonNull(tls, "TLS strategy");
    }

    /** Returns how a fresh connection to an origin begins to talk; TLS may negotiate something else. */
    HttpVersionPolicy policy(Origin origin) {
        return transport.http2() && !origin.secure() ? HttpVersionPolicy.FORCE_HTTP_2 : HttpVersionPolicy.FORCE_HTTP_1;
    }

    /** Returns where to connect for an origin: its own addresses, or the proxy's. Known before the run for the target. */
    @Nullable
    Addresses addresses(Origin origin) {
        return proxyAddresses != null ? proxyAddresses : addresses.get(origin);
    }

    /**
     * Returns what kind of address an origin has, once it is looked up.
     *
     * @throws RefusedTargetException if nothing may be sent there
     */
    AddressKind kind(Origin origin) throws RefusedTargetException {
        return hasProxy()
                ? Addresses.behindProxy(origin.host())
                : requireNonNull(addresses.get(origin)).kind();
    }

    TlsHandshakes handshakes() {
        return handshakes;
    }

    PassedAddresses passed() {
        return passed;
    }

    /** Counts a connection that has been opened. */
    void opened() {
        opened.increment();
    }

    PublicQuota quota() {
        return quota;
    }

    /** Looks up an origin to which a redirect led, off the I/O threads, and runs one of the two. */
    void lookUp(Origin origin, Runnable found, Consumer<Exception> notFound) {
        nameLookup.execute(() -> {
            try {
                // On one thread, so that nobody else looks the same name up and gets another answer.
                if (!addresses.containsKey(origin)) {
                    addresses.put(origin, Addresses.lookUp(names, origin.host(), origin.port()));
                }
            } catch (LoadRunException | RefusedTargetException e) {
                notFound.accept(e);
                return;
            }
            found.run();
        });
    }

    void spoke(@Nullable ProtocolVersion version) {
        if (protocol.isEmpty() && version != null) {
            protocol = version.getMajor() == 2 ? "HTTP/2" : version.toString();
        }
    }

    private String described(Origin origin) {
        return hasProxy()
                ? origin.host() + ", whose address only the proxy knows,"
                : origin.host() + " ("
                        + requireNonNull(addresses.get(origin))
                                .inOrder()
                                .get(0)
                                .getAddress()
                                .getHostAddress() + ")";
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
