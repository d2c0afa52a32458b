// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.IOSessionListener;
import org.apache.hc.core5.reactor.ssl.TlsDetails;

/** What a {@link ProtocolServer} has seen. Thread-safe. */
final class ProtocolCounts implements IOSessionListener {

    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong disconnections = new AtomicLong();
    private final AtomicLong handshakes = new AtomicLong();
    private final StreamResets resets = new StreamResets();
    private final Map<String, LongAdder> protocols = new ConcurrentHashMap<>();

    void hit(ProtocolVersion version) {
        protocols.computeIfAbsent(version.format(), key -> new LongAdder()).increment();
        hits.incrementAndGet();
    }

    TlsDetails handshake(NamedEndpoint endpoint, SSLEngine engine) {
        handshakes.incrementAndGet();
        return new TlsDetails(engine.getSession(), engine.getApplicationProtocol());
    }

    StreamResets resets() {
        return resets;
    }

    long hits() {
        return hits.get();
    }

    long connections() {
        return connections.get();
    }

    long openConnections() {
        return connections.get() - disconnections.get();
    }

    long handshakes() {
        return handshakes.get();
    }

    long streamResets() {
        return resets.count();
    }

    Map<String, Long> protocols() {
        return protocols.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }

    @Override
    public void connected(IOSession session) {
        connections.incrementAndGet();
    }

    @Override
    public void disconnected(IOSession session) {
        disconnections.incrementAndGet();
    }

    @Override
    public void startTls(IOSession session) {}

    @Override
    public void inputReady(IOSession session) {}

    @Override
    public void outputReady(IOSession session) {}

    @Override
    public void timeout(IOSession session) {}

    @Override
    public void exception(IOSession session, Exception cause) {}
}
