// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import java.time.Instant;

/** The only place where the machine's clocks are read. */
final class SystemClock {

    private SystemClock() {}

    /** Returns the clock that neither NTP nor daylight saving moves; the only one that times are taken from. */
    static Ticker systemTicker() {
        return System::nanoTime;
    }

    /** Returns the date and time, for the head of a report. */
    static Instant calendar() {
        return Instant.now();
    }
}
