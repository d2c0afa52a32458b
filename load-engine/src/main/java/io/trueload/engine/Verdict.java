// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a result means for its plan's requirements.
 *
 * @param kind the one word
 * @param requirements each requirement with what was measured, in the order of the plan
 * @param reasons why the answer is not {@link Kind#PASS}, one sentence each
 * @since 0.1.0
 */
public record Verdict(Kind kind, List<Judgment> requirements, List<String> reasons) {

    /** Copies the lists. */
    public Verdict {
        requireNonNull(kind, "kind");
        requirements = List.copyOf(requirements);
        reasons = List.copyOf(reasons);
    }

    /** Judges a result by the requirements of its plan. */
    public static Verdict of(LoadResult result) {
        return new VerdictRules(result).judge(result.plan().requirements());
    }

    /** The four answers, the most believable first. */
    public enum Kind {
        /** All expectations were met. */
        PASS,
        /** An expectation was missed by a healthy generator, or no request was answered as expected. */
        FAIL,
        /** The samples can't carry an expectation. */
        INCONCLUSIVE,
        /** The measurement says nothing: the load was not delivered, or a miss may be the generator's own. */
        INVALID
    }

    /**
     * One requirement and what was measured.
     *
     * @param met whether the measured value satisfies it
     * @param carried whether the samples can carry it; if not, {@code met} is false and {@code actual} says so
     * @param measured the measured value in the unit of {@link Requirement#limit}, or NaN if it is not carried
     * @param actual the measured value with its unit, such as {@code 412ms}
     * @param note what else the reader should know, or an empty text
     */
    public record Judgment(
            Requirement requirement, boolean met, boolean carried, double measured, String actual, String note) {}
}
