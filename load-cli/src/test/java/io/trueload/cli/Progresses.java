// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.RunListener.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Moments of a run. */
final class Progresses {

    private Progresses() {}

    static Progress at(long seconds, double share, long errors) {
        return progress(false, seconds, share, 1_000, errors, 246.84, Duration.ofNanos(12_345_678));
    }

    static Progress warmingUp(long seconds) {
        return progress(true, seconds, 0, 0, 0, 0, Duration.ZERO);
    }

    private static Progress progress(
            boolean warmingUp, long seconds, double share, long sent, long errors, double rate, Duration p99) {
        return new Progress(
                warmingUp,
                Duration.ofSeconds(seconds),
                share,
                sent,
                errors,
                rate,
                p99,
                0,
                rate,
                0,
                0,
                0,
                Map.of(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                GeneratorHealth.UNKNOWN);
    }
}
