// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** The checks that several values of a plan share; each message names the value and the rule. */
final class Checks {

    /** Deadlines and stages are kept in nanoseconds; a century of them fits with room to add two. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Checks() {}

    static Duration positive(String name, Duration value) {
        requireNonNull(value, name);
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than zero: " + PlanSyntax.format(value));
        }
        return bounded(name, value);
    }

    static Duration notNegative(String name, Duration value) {
        requireNonNull(value, name);
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + PlanSyntax.format(value));
        }
        return bounded(name, value);
    }

    static long atLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + value);
        }
        return value;
    }

    static void atMost(String name, long value, long most) {
        if (value > most) {
            throw new IllegalArgumentException(name + " must be at most " + most + ": " + value);
        }
    }

    private static Duration bounded(String name, Duration value) {
        if (value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be at most 100 years: " + PlanSyntax.format(value));
        }
        return value;
    }
}
