// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoopbackStub;
import io.trueload.engine.RunListener;
import io.trueload.engine.Transport;
import io.trueload.engine.internal.http.ConnectedSender;
import io.trueload.engine.internal.http.FastSender;
import io.trueload.engine.internal.http.GeneralSender;
import io.trueload.engine.internal.http.NameLookup;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Warms the generator's own code against a loopback stub, once in a process for each sender. */
public final class Priming {

    /*
     * A cold JVM interprets its first thousand requests, and reports a p99 of milliseconds where a warm one reports tenths.
     * The target would be blamed for it. So the code that sends and records is run first where nobody is measured.
     */

    private static final Duration LENGTH = Duration.ofMillis(140);
    private static final int CONNECTIONS = 10;
    private static final AtomicBoolean FAST = new AtomicBoolean();
    private static final AtomicBoolean GENERAL = new AtomicBoolean();

    private Priming() {}

    /**
     * Primes what a transport needs, unless that has been done in this process.
     *
     * @return how long that took; zero if it was not done
     */
    public static Duration once(Transport transport) {
        boolean direct = ConnectedSender.isDirect(transport);
        AtomicBoolean primed = direct ? FAST : GENERAL;
        if (!primed.compareAndSet(false, true)) {
            return Duration.ZERO;
        }
        Ticker ticker = SystemClock.systemTicker();
        long began = ticker.nanos();
        try (LoopbackStub stub = LoopbackStub.start()) {
            prime(stub, direct ? FastSender::new : GeneralSender::new);
        } catch (IOException e) {
            // No loopback, no priming: the run itself is possible all the same.
            primed.set(false);
            return Duration.ZERO;
        }
        return Duration.ofNanos(ticker.nanos() - began);
    }

    private static void prime(LoopbackStub stub, RunThread.SenderFactory senders) {
        LoadPlan plan = LoadPlan.builder()
                .target("http://127.0.0.1:" + stub.port() + "/")
                .concurrency(CONNECTIONS)
                .duration(LENGTH)
                .timeout(Duration.ofSeconds(1))
                .priming(false)
                .build();
        new RunThread(plan, RunListener.NONE, NameLookup.SYSTEM, senders).run();
    }
}
