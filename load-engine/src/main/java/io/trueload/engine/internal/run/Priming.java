// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.LoopbackStub;
import io.trueload.engine.Outcome;
import io.trueload.engine.Rate;
import io.trueload.engine.RunListener;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.engine.Workload;
import io.trueload.engine.internal.http.ConnectedSender;
import io.trueload.engine.internal.http.FastSender;
import io.trueload.engine.internal.http.GeneralSender;
import io.trueload.engine.internal.http.LoopbackServer;
import io.trueload.engine.internal.http.NameLookup;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Warms the generator's own code against a server of its own on loopback, once in a process for each kind of plan: for either
 * sender, closed or open, with connections kept or not, with TLS or HTTP/2 or neither.
 * Thread-safe.
 */
public final class Priming {

    /*
     * A cold JVM interprets its first thousand requests, and reports a p99 of milliseconds where a warm one reports tenths.
     * The target would be blamed for it. So the code that sends and records is run first where nobody is measured.
     */

    private static final Duration LEAST = Duration.ofMillis(140);

    /** With connections that are opened, TLS or HTTP/2: more code, and fewer requests in the same time. */
    private static final Duration MORE = Duration.ofMillis(300);

    private static final int CONNECTIONS = 10;

    /** Each begins with a handshake, which takes both sides of a cold JVM longer than all else. */
    private static final int SECURE_CONNECTIONS = 4;

    /** In open workloads: more than is answered in the time, so that there is always something to do. */
    private static final Rate RATE = Rate.perSecond(40_000);

    /** How long those are waited for that a cold JVM could not send or answer in time. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private static final TlsSettings INSECURE = new TlsSettings(true, null, null, null);

    private static final Priming PROCESS = new Priming(Kind::run);

    private final Set<Kind> primed = new HashSet<>();
    private final Rehearsal rehearsal;

    Priming(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    /**
     * Primes what a plan needs, unless that has been done in this process; waits for what is being primed, since it would
     * disturb the run.
     *
     * @return how long that took; zero if it was not done
     */
    public static Duration once(LoadPlan plan) {
        return PROCESS.prime(plan);
    }

    synchronized Duration prime(LoadPlan plan) {
        Kind kind = Kind.of(plan);
        if (primed.contains(kind)) {
            return Duration.ZERO;
        }
        // Once, even if it fails: it would fail again, and the run itself is possible all the same.
        primed.add(kind);
        Ticker ticker = SystemClock.systemTicker();
        long began = ticker.nanos();
        try {
            if (rehearsal.run(kind).counts().of(Outcome.OK) == 0) {
                return Duration.ZERO;
            }
        } catch (IOException | LoadRunException | IllegalStateException | ProviderException e) {
            // No loopback, no descriptors, or no TLS as it is needed.
            return Duration.ZERO;
        } finally {
            if (Thread.currentThread().isInterrupted()) {
                // That says nothing of the next time.
                primed.remove(kind);
            }
        }
        return Duration.ofNanos(ticker.nanos() - began);
    }

    /** Runs the code that a kind of plan needs, and returns what came of it. */
    interface Rehearsal {

        LoadResult run(Kind kind) throws IOException;
    }

    /** What code a plan needs. */
    record Kind(boolean fast, boolean keepAlive, boolean open, boolean secure, boolean http2) {

        static Kind of(LoadPlan plan) {
            Transport transport = plan.transport();
            return new Kind(
                    ConnectedSender.isDirect(transport),
                    transport.keepAlive(),
                    plan.workload() instanceof Workload.Open,
                    plan.target().getScheme().equalsIgnoreCase("https"),
                    transport.http2());
        }

        LoadResult run() throws IOException {
            if (!secure && !http2) {
                // The quicker of the two leaves more of the processors to what is primed.
                try (LoopbackStub stub = LoopbackStub.start()) {
                    return run(stub.port());
                }
            }
            try (LoopbackServer server = LoopbackServer.start(secure)) {
                return run(server.port().get(1, TimeUnit.SECONDS));
            } catch (GeneralSecurityException | ExecutionException | TimeoutException e) {
                throw new IOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        private LoadResult run(int port) {
            int connections = secure ? SECURE_CONNECTIONS : CONNECTIONS;
            LoadPlan.Builder plan = LoadPlan.builder()
                    .target((secure ? "https" : "http") + "://127.0.0.1:" + port + "/")
                    .concurrency(connections)
                    .duration(keepAlive && !secure && !http2 ? LEAST : MORE)
                    .timeout(Duration.ofSeconds(1))
                    .grace(GRACE)
                    .transport(new Transport(http2, 1, keepAlive, 0, null, INSECURE, 0))
                    .priming(false);
            if (open) {
                // Opening more connections is part of it, but handshakes would fill the time.
                plan.rate(RATE).maxConnections(secure ? SECURE_CONNECTIONS : 10 * CONNECTIONS);
            }
            RunThread.SenderFactory senders = fast ? FastSender::new : GeneralSender::new;
            return new RunThread(plan.build(), RunListener.NONE, NameLookup.SYSTEM, senders).run();
        }
    }
}
