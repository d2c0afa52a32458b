// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoopbackStub;
import io.trueload.engine.RunListener;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Warms the generator's own code against a loopback stub, once in a process. */
public final class Priming {

    /*
     * A cold JVM interprets its first thousand requests, and reports a p99 of milliseconds where a warm one reports tenths.
     * The target would be blamed for it. So the code that sends and records is run first where nobody is measured.
     */

    private static final Duration CONNECTING = Duration.ofMillis(150);
    private static final Duration SENDING = Duration.ofMillis(300);
    private static final int CONNECTIONS = 10;
    private static final AtomicBoolean PRIMED = new AtomicBoolean();

    private Priming() {}

    /** Primes the process unless that has been done. */
    public static void once() {
        if (PRIMED.compareAndSet(false, true)) {
            try (LoopbackStub stub = LoopbackStub.start()) {
                prime(stub);
            } catch (IOException e) {
                // No loopback, no priming: the run itself is possible all the same.
                PRIMED.set(false);
            }
        }
    }

    private static void prime(LoopbackStub stub) {
        Transport fresh = new Transport(false, 1, false, 0, null, TlsSettings.DEFAULT, 0);
        run(stub, CONNECTING, fresh);
        run(stub, SENDING, Transport.DEFAULT);
    }

    private static void run(LoopbackStub stub, Duration length, Transport transport) {
        LoadPlan plan = LoadPlan.builder()
                .target("http://127.0.0.1:" + stub.port() + "/")
                .concurrency(CONNECTIONS)
                .duration(length)
                .timeout(Duration.ofSeconds(1))
                .transport(transport)
                .priming(false)
                .build();
        new RunThread(plan, RunListener.NONE).run();
    }
}
