// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.RunListener.Progress;
import java.time.Duration;

/** Moments of a run. */
final class Progresses {

    private Progresses() {}

    static Progress at(long seconds, double share, long errors) {
        return new Progress(
                false, Duration.ofSeconds(seconds), share, 1_000, errors, 246.84, Duration.ofNanos(12_345_678));
    }

    static Progress warmingUp(long seconds) {
        return new Progress(true, Duration.ofSeconds(seconds), 0, 0, 0, 0, Duration.ZERO);
    }
}
