// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Verdict.Judgment;
import io.trueload.report.Explanation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AssertionInfo;
import org.assertj.core.error.AssertionErrorCreator;
import org.assertj.core.internal.Failures;

/**
 * A claim that does not hold.
 *
 * @param text the claim, what was instead, and by how much
 * @param expected for the difference that a development environment shows
 * @param actual the same
 */
record Miss(String text, String expected, String actual) {

    private static final List<String> OURS = Stream.of(
                    Miss.class,
                    LoadResultAssert.class,
                    LoadRunsAssert.class,
                    LatencyDistributionAssert.class,
                    TimeAssert.class,
                    HardChain.class,
                    SoftChain.class)
            .map(Class::getName)
            .toList();

    /** Returns a requirement that was missed, or that the samples can't carry. */
    static Miss of(Judgment judgment) {
        return new Miss(Explanation.missed(judgment), judgment.requirement().text(), judgment.actual());
    }

    /** Returns a count that should have been another: {@code requests sent = 2000, but was 1990 (10 fewer)}. */
    static Miss count(String counted, long expected, long actual) {
        String distance = Math.abs(expected - actual) + (actual < expected ? " fewer" : " more");
        return new Miss(
                counted + " = " + expected + ", but was " + actual + " (" + distance + ")",
                Long.toString(expected),
                Long.toString(actual));
    }

    /**
     * Returns the error that says so and explains the run; the user's own message replaces both.
     *
     * @param said the user's description, or an empty text
     */
    AssertionError error(AssertionInfo info, String said, LoadResult result) {
        return new Miss(text + "\n\n" + Explanation.of(result).stripTrailing(), expected, actual).error(info, said);
    }

    /**
     * Returns the error that says so; the user's own message replaces it.
     *
     * @param said the user's description, or an empty text
     */
    AssertionError error(AssertionInfo info, String said) {
        String overriding = info.overridingErrorMessage();
        String message = overriding != null ? overriding : text;
        return trimmed(new AssertionErrorCreator()
                .assertionError(
                        said.isEmpty() ? message : "[" + said + "] " + message,
                        actual,
                        expected,
                        info.representation()));
    }

    /** Takes the steps inside AssertJ and these assertions off the stack, so that it begins with the test. */
    static AssertionError trimmed(AssertionError error) {
        Failures.instance().removeAssertJRelatedElementsFromStackTraceIfNeeded(error);
        if (Failures.instance().isRemoveAssertJRelatedElementsFromStackTrace()) {
            error.setStackTrace(Arrays.stream(error.getStackTrace())
                    .filter(element -> OURS.stream().noneMatch(ours -> isIn(element.getClassName(), ours)))
                    .toArray(StackTraceElement[]::new));
        }
        return error;
    }

    /** Returns whether a class is one of ours, or a subclass of it that was generated. */
    private static boolean isIn(String type, String ours) {
        return type.equals(ours) || type.startsWith(ours + "$");
    }
}
