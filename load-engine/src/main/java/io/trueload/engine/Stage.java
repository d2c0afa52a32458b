// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A stretch of an open workload with a constant or a steadily changing rate.
 *
 * @since 0.1.0
 */
public sealed interface Stage {

    /** Returns how long the stage lasts. */
    Duration duration();

    /** Returns the rate at the beginning of the stage. */
    Rate startRate();

    /** Returns how many requests the stage asks for: the integral of its rate. */
    double expectedRequests();

    /**
     * Returns the rate at an instant of the stage, per second.
     *
     * @param sinceStart from zero to the duration
     */
    double rateAt(Duration sinceStart);

    /** Returns a stage of constant rate. */
    static Stage hold(Rate rate, Duration duration) {
        return new Hold(rate, duration);
    }

    /** Returns a stage whose rate changes linearly. */
    static Stage ramp(Rate from, Rate to, Duration duration) {
        return new Ramp(from, to, duration);
    }

    /**
     * A constant rate.
     *
     * @param duration longer than zero
     */
    record Hold(Rate rate, Duration duration) implements Stage {

        /** Checks the duration. */
        public Hold {
            requireNonNull(rate, "rate");
            Checks.positive("stage duration", duration);
        }

        @Override
        public Rate startRate() {
            return rate;
        }

        @Override
        public double expectedRequests() {
            return rate.perSecond() * duration.toNanos() / 1e9;
        }

        @Override
        public double rateAt(Duration sinceStart) {
            return rate.perSecond();
        }
    }

    /**
     * A rate that changes linearly over the stage.
     *
     * @param duration longer than zero
     */
    record Ramp(Rate from, Rate to, Duration duration) implements Stage {

        /** Checks the duration. */
        public Ramp {
            requireNonNull(from, "from");
            requireNonNull(to, "to");
            Checks.positive("stage duration", duration);
        }

        @Override
        public Rate startRate() {
            return from;
        }

        @Override
        public double expectedRequests() {
            return (from.perSecond() + to.perSecond()) / 2 * duration.toNanos() / 1e9;
        }

        @Override
        public double rateAt(Duration sinceStart) {
            double share = (double) sinceStart.toNanos() / duration.toNanos();
            return from.perSecond() + (to.perSecond() - from.perSecond()) * share;
        }
    }
}
