// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoopbackStub;
import io.trueload.engine.Rate;
import io.trueload.engine.RunListener;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.engine.Workload;
import io.trueload.engine.internal.http.ConnectedSender;
import io.trueload.engine.internal.http.FastSender;
import io.trueload.engine.internal.http.GeneralSender;
import io.trueload.engine.internal.http.NameLookup;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Warms the generator's own code against a loopback stub, once in a process for each sender, with connections kept or not, in
 * closed and open workloads.
 * Thread-safe.
 */
public final class Priming {

    /*
     * A cold JVM interprets its first thousand requests, and reports a p99 of milliseconds where a warm one reports tenths.
     * The target would be blamed for it. So the code that sends and records is run first where nobody is measured.
     */

    private static final Duration KEEPING_CONNECTIONS = Duration.ofMillis(140);

    /** More code, and fewer requests in the same time. */
    private static final Duration OPENING_CONNECTIONS = Duration.ofMillis(300);

    private static final int CONNECTIONS = 10;

    /** More than an open workload should ever find the code cold with. */
    private static final Rate RATE = Rate.perSecond(40_000);

    /** How long those are waited for that a cold JVM could not send or answer in time. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private static final Priming PROCESS = new Priming();

    private final Set<Kind> primed = new HashSet<>();

    Priming() {}

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
        Ticker ticker = SystemClock.systemTicker();
        long began = ticker.nanos();
        try (LoopbackStub stub = LoopbackStub.start()) {
            kind.run(stub);
        } catch (IOException e) {
            // No loopback, no priming: the run itself is possible all the same.
            return Duration.ZERO;
        }
        primed.add(kind);
        return Duration.ofNanos(ticker.nanos() - began);
    }

    /** What code a plan needs. */
    private record Kind(boolean fast, boolean keepAlive, boolean open) {

        static Kind of(LoadPlan plan) {
            Transport transport = plan.transport();
            return new Kind(
                    ConnectedSender.isDirect(transport),
                    transport.keepAlive(),
                    plan.workload() instanceof Workload.Open);
        }

        void run(LoopbackStub stub) {
            LoadPlan.Builder plan = LoadPlan.builder()
                    .target("http://127.0.0.1:" + stub.port() + "/")
                    .concurrency(CONNECTIONS)
                    .duration(keepAlive ? KEEPING_CONNECTIONS : OPENING_CONNECTIONS)
                    .timeout(Duration.ofSeconds(1))
                    .grace(GRACE)
                    .transport(new Transport(false, 1, keepAlive, 0, null, TlsSettings.DEFAULT, 0))
                    .priming(false);
            if (open) {
                plan.rate(RATE);
            }
            RunThread.SenderFactory senders = fast ? FastSender::new : GeneralSender::new;
            new RunThread(plan.build(), RunListener.NONE, NameLookup.SYSTEM, senders).run();
        }
    }
}
