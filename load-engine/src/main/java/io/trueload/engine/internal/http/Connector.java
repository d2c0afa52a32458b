// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http2.impl.nio.ClientH2IOEventHandler;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOEventHandlerFactory;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOReactorShutdownException;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * What all connections of a sender have in common: HttpCore's reactor, the addresses, what public hosts get, TLS, and the way
 * through a proxy. Thread-safe.
 */
final class Connector {

    /** In the first few steps of closing connections take their leave; those that are left then are cut off. */
    private static final TimeValue CLOSING_STEP = TimeValue.ofMilliseconds(50);

    private static final int POLITE_STEPS = 4;
    private static final int CLOSING_STEPS = 100;

    /** How often the reactor looks up when nothing happens; its connect time-out depends on it. */
    private static final TimeValue SELECT_INTERVAL = TimeValue.ofMilliseconds(50);

    private final DefaultConnectingIOReactor reactor;
    private final List<Thread> ioThreads = new ArrayList<>();
    private final LongSupplier clock;
    private final Transport transport;
    private final Duration connectTimeout;
    private final Origin target;
    private final RequestWriter writer;
    private final @Nullable TlsStrategy tls;
    private final @Nullable Addresses proxyAddresses;
    private final NameLookup names;
    private final PublicQuota quota;
    private final TlsHandshakes handshakes = new TlsHandshakes();
    private final FailedAddresses failedAddresses = new FailedAddresses();
    private final LongAdder opened = new LongAdder();
    private final String publicTarget;
    private final Map<Origin, Addresses> addresses = new ConcurrentHashMap<>();
    private final ExecutorService nameLookup;
    private volatile boolean isClosing;

    /**
     * Looks up names, reads certificates, starts the I/O threads.
     *
     * @param handlers make what handles the events of a connection; they are called on its I/O thread
     * @throws LoadRunException if a name does not resolve or leads where nothing is ever sent, or a certificate cannot be used
     */
    Connector(LoadPlan plan, String userAgent, LongSupplier clock, NameLookup names, IOEventHandlerFactory handlers) {
        LibraryVersions.check();
        this.names = names;
        this.quota = new PublicQuota(plan.allowPublic());
        this.clock = clock;
        this.transport = plan.transport();
        this.connectTimeout = plan.connectTimeout();
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
        reactor = new DefaultConnectingIOReactor(
                handlers,
                config(transport.ioThreads()),
                task -> {
                    Thread thread = daemon(task, "trueload-io-" + (ioThreads.size() + 1));
                    ioThreads.add(thread);
                    return thread;
                },
                transport.http2() ? session -> new GatheringSession(session, ClientH2IOEventHandler.class) : null,
                null,
                null,
                session -> session.close(CloseMode.GRACEFUL));
        reactor.start();
    }

    private static IOReactorConfig config(int ioThreads) {
        IOReactorConfig.Builder reactor = IOReactorConfig.custom()
                .setSelectInterval(SELECT_INTERVAL)
                .setSoTimeout(Timeout.DISABLED)
                .setSoKeepAlive(false)
                .setTcpNoDelay(true);
        if (ioThreads > 0) {
            reactor.setIoThreadCount(ioThreads);
        }
        return reactor.build();
    }

    /** Closes all connections and waits for all threads, though no longer than some seconds for one that is kept elsewhere. */
    void close() {
        isClosing = true;
        nameLookup.shutdownNow();
        reactor.initiateShutdown();
        boolean interrupted = false;
        for (int step = 0; step < CLOSING_STEPS && ioThreads.stream().anyMatch(Thread::isAlive); step++) {
            if (step >= POLITE_STEPS) {
                // What an I/O thread is registering while HttpCore closes its selector from here is never closed.
                ioThreads.forEach(Thread::interrupt);
            }
            try {
                reactor.awaitShutdown(CLOSING_STEP);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        reactor.close(CloseMode.IMMEDIATE);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether nothing may be opened any more. */
    boolean isClosing() {
        return isClosing;
    }

    long now() {
        return clock.getAsLong();
    }

    Transport transport() {
        return transport;
    }

    /** Begins to look for an address of a host that answers. */
    AddressSearch search(Addresses among) {
        long now = now();
        return new AddressSearch(among, failedAddresses, now, now + connectTimeout.toNanos());
    }

    RequestWriter writer() {
        return writer;
    }

    Origin target() {
        return target;
    }

    boolean hasProxy() {
        return proxyAddresses != null;
    }

    TlsStrategy tls() {
        return requireNonNull(tls, "TLS strategy");
    }

    /** Opens a connection in plain text to the address of an origin that is tried now, and tells the callback how that went. */
    void connect(Origin origin, AddressSearch search, Dialing dialing, FutureCallback<IOSession> callback)
            throws IOReactorShutdownException {
        HttpHost host = new HttpHost("http", origin.host(), origin.port());
        // The callback says it all, and cancelling the future would lose its socket: see Connection.forget().
        Future<IOSession> unused =
                reactor.connect(host, search.current(), null, search.timeout(now()), dialing, callback);
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

    FailedAddresses failedAddresses() {
        return failedAddresses;
    }

    /** Counts a connection that has been opened. */
    void opened() {
        opened.increment();
    }

    long connectionsOpened() {
        return opened.sum();
    }

    PublicQuota quota() {
        return quota;
    }

    /** Returns the host and the address of the target if it is public; an empty text if it is not. */
    String publicTarget() {
        return publicTarget;
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
