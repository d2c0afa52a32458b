// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.schedule;

import io.trueload.engine.Stage;
import java.math.BigDecimal;
import java.util.List;

/** What the rate does over time, and when it has added up to a number of requests. Immutable. */
final class RateProfile {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Part[] parts;
    private final long endNanos;

    RateProfile(List<Stage> stages) {
        parts = new Part[stages.size()];
        double requests = 0;
        long nanos = 0;
        for (int i = 0; i < parts.length; i++) {
            Stage stage = stages.get(i);
            parts[i] = new Part(requests, nanos, Curve.of(stage));
            requests += stage.expectedRequests();
            nanos = Math.addExact(nanos, stage.duration().toNanos());
        }
        endNanos = nanos;
    }

    /**
     * Returns when the rate, added up from the beginning, reaches {@code whole + fraction} requests.
     *
     * @return nanoseconds since the profile began, or {@link ArrivalSchedule#END} if it ends before
     */
    long nanosAt(long whole, double fraction) {
        int last = parts.length - 1;
        while (last > 0 && parts[last].firstRequest > whole + fraction) {
            last--;
        }
        Part part = parts[last];
        long nanos = part.firstRequest == 0
                ? part.curve.nanosAt(whole, fraction)
                : part.curve.nanosAt(0, whole - part.firstRequest + fraction);
        // The end itself is excluded, so that a rate of 1/s gives ten requests in ten seconds.
        return nanos >= endNanos - part.startNanos ? ArrivalSchedule.END : part.startNanos + nanos;
    }

    /** A stage and where it begins. */
    private record Part(double firstRequest, long startNanos, Curve curve) {}

    /** When one stage has asked for a number of requests. */
    private interface Curve {

        long nanosAt(long whole, double fraction);

        static Curve of(Stage stage) {
            if (stage instanceof Stage.Hold hold) {
                return ConstantRate.of(hold.rate().perSecond());
            }
            if (stage instanceof Stage.Ramp ramp) {
                return new ChangingRate(
                        ramp.from().perSecond(),
                        ramp.to().perSecond() - ramp.from().perSecond(),
                        ramp.duration().toNanos() / NANOS_PER_SECOND);
            }
            throw new AssertionError(stage);
        }
    }

    /**
     * A constant rate of {@code requests} in {@code seconds}.
     *
     * <p>Kept as a fraction, because 1/3 s has no end in binary: a billion requests later a rounded gap would be off by
     * seconds, and even one multiplication by a rounded rate by some nanoseconds.
     */
    private record ConstantRate(double requests, double seconds, long wholeRequests, long wholeNanos) implements Curve {

        /** Digits after the decimal point up to which a rate is kept exactly. */
        private static final int EXACT_DIGITS = 6;

        private static final double LARGEST_EXACT = 1e15;

        static ConstantRate of(double perSecond) {
            BigDecimal decimal = BigDecimal.valueOf(perSecond).stripTrailingZeros();
            int digits = Math.max(0, decimal.scale());
            double numerator = decimal.scaleByPowerOfTen(digits).doubleValue();
            if (digits > EXACT_DIGITS || numerator > LARGEST_EXACT) {
                return new ConstantRate(perSecond, 1, Long.MAX_VALUE, 0);
            }
            long seconds = BigDecimal.ONE.scaleByPowerOfTen(digits).longValueExact();
            return new ConstantRate(numerator, seconds, (long) numerator, seconds * 1_000_000_000L);
        }

        @Override
        public long nanosAt(long whole, double fraction) {
            long periods = whole / wholeRequests;
            if (periods > 0 && periods > Long.MAX_VALUE / 2 / wholeNanos) {
                return Long.MAX_VALUE;
            }
            double rest = whole % wholeRequests + fraction;
            return periods * wholeNanos + Math.round(rest * (seconds * NANOS_PER_SECOND) / requests);
        }
    }

    /** A rate that changes linearly from {@code start} by {@code change} within {@code seconds}. */
    private record ChangingRate(double start, double change, double seconds) implements Curve {

        @Override
        public long nanosAt(long whole, double fraction) {
            double requests = whole + fraction;
            // start * t + change * t² / (2 * seconds) = requests, solved in the form that does not cancel when the
            // change is small. Below zero the ramp never reaches that many requests.
            double root = start * start + 2 * change * requests / seconds;
            if (root < 0) {
                return Long.MAX_VALUE;
            }
            return Math.round(2 * requests / (start + Math.sqrt(root)) * NANOS_PER_SECOND);
        }
    }
}
