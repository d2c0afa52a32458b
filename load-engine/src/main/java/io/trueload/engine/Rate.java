// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

/**
 * A number of requests per second that a plan asks for or a result reports as a demand.
 *
 * @param perSecond finite and greater than zero; fractions are meant (0.5 is one request every two seconds)
 * @since 0.1.0
 */
public record Rate(double perSecond) {

    /** Checks that the rate is a positive, finite number. */
    public Rate {
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException(
                    "rate must be a positive number of requests per second: " + PlanSyntax.format(perSecond) + "/s");
        }
    }

    /** Returns the rate of so many requests per second. */
    public static Rate perSecond(double requests) {
        return new Rate(requests);
    }

    /** Parses {@code 200/s}, {@code 0.5/s}, {@code 90/min} or {@code 1000/h}. */
    public static Rate parse(String text) {
        return PlanSyntax.rate(text);
    }

    @Override
    public String toString() {
        return PlanSyntax.format(perSecond) + "/s";
    }
}
