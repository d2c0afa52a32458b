// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.PlanSyntax;
import io.trueload.report.VisibleText;
import java.math.BigInteger;
import java.time.Duration;
import java.util.regex.Pattern;

/** The values of options that only the command line knows, and texts of the user made fit for a message. */
final class ValueSyntax {

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
    private static final Pattern DECIMAL = Pattern.compile("-?(\\d+(\\.\\d*)?|\\.\\d+)");

    private ValueSyntax() {}

    /** Parses a whole number. */
    static long integer(String text) {
        return integer(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Parses a whole number that counts things of which a machine has few enough for an {@code int}. */
    static int count(String text) {
        return (int) integer(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** Parses a number that may have a fraction. */
    static double decimal(String text) {
        if (!DECIMAL.matcher(text.strip()).matches()) {
            throw new IllegalArgumentException("not a number: " + quoted(text) + "; write digits, such as 4 or 0.5");
        }
        return Double.parseDouble(text.strip());
    }

    /** Parses a percentage into a share: {@code 10%} is 0.1. */
    static double percent(String text) {
        String number = text.strip();
        if (!number.endsWith("%")) {
            throw new IllegalArgumentException("not a percentage: " + quoted(text) + "; write it with %, such as 10%");
        }
        return decimal(number.substring(0, number.length() - 1)) / 100;
    }

    /** Parses whole seconds, as hey writes a timeout, or a time with its unit. */
    static Duration secondsOrDuration(String text) {
        if (INTEGER.matcher(text.strip()).matches()) {
            return Duration.ofSeconds(integer(text, -1, Duration.ofDays(40_000).toSeconds()));
        }
        return PlanSyntax.duration(text);
    }

    /** Returns the text in quotes, every character that a terminal would act upon written as an escape. */
    static String quoted(String text) {
        return "'" + VisibleText.of(text) + "'";
    }

    private static long integer(String text, long least, long most) {
        String digits = text.strip();
        if (!INTEGER.matcher(digits).matches()) {
            throw new IllegalArgumentException("not a whole number: " + quoted(text) + "; write digits, such as 200");
        }
        var number = new BigInteger(digits);
        if (number.compareTo(BigInteger.valueOf(most)) > 0) {
            throw new IllegalArgumentException("must be at most " + most + ": " + digits);
        }
        return number.max(BigInteger.valueOf(least)).longValue();
    }
}
