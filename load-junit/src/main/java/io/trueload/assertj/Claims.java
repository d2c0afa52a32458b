// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Rate;
import io.trueload.engine.Requirement;
import io.trueload.engine.Requirement.Comparison;
import io.trueload.engine.Requirement.Metric;
import io.trueload.engine.Verdict;
import io.trueload.engine.Verdict.Judgment;
import io.trueload.engine.Verdict.Kind;
import io.trueload.engine.Workload;
import io.trueload.report.Explanation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is claimed of a result: each method returns how the claim was missed, or nothing if it holds. */
final class Claims {

    private Claims() {}

    static void checkCount(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("count must not be negative: " + count);
        }
    }

    static void checkStatus(int status) {
        if (status < 100 || status > 999) {
            throw new IllegalArgumentException("status must have three digits: " + status);
        }
    }

    static Requirement errorRateAtMost(double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("error rate must be a fraction from 0 to 1: " + fraction);
        }
        String percent = BigDecimal.valueOf(fraction)
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString();
        return new Requirement(
                "error rate <= " + percent + "%", false, Metric.ERROR_RATE, 0, Comparison.AT_MOST, fraction);
    }

    static Requirement achievedRateAtLeast(Rate rate) {
        return new Requirement(
                "achieved rate >= " + rate, false, Metric.RATE, 0, Comparison.AT_LEAST, rate.perSecond());
    }

    static Optional<Miss> judged(Requirement requirement, LoadResult result) {
        Judgment judgment = result.judge(requirement);
        return judgment.met() ? Optional.empty() : Optional.of(Miss.of(judgment));
    }

    static Optional<Miss> equal(String counted, long expected, long actual) {
        return expected == actual ? Optional.empty() : Optional.of(Miss.count(counted, expected, actual));
    }

    /** Keeps a claim about every request from holding because there was none. */
    static Optional<Miss> somethingSent(String claim, LoadResult result) {
        return result.counts().sent() > 0
                ? Optional.empty()
                : Optional.of(new Miss(claim + ", but nothing was sent", claim, "nothing was sent"));
    }

    static Optional<Miss> noErrors(LoadResult result) {
        LoadResult.Counts counts = result.counts();
        if (counts.sent() > 0 && counts.errors() == 0) {
            return Optional.empty();
        }
        return somethingSent("no errors", result).or(() -> {
            String rate = result.judge(errorRateAtMost(0)).actual();
            String actual = counts.errors() + " of " + counts.sent() + " requests";
            return Optional.of(new Miss(
                    "no errors, but " + actual + " ended in one (" + rate + ")",
                    "0 of " + counts.sent() + " requests",
                    actual));
        });
    }

    static Optional<Miss> onlyStatus(int status, LoadResult result) {
        String claim = "only answers with status " + status;
        long sent = result.counts().sent();
        long right = result.statusCodes().getOrDefault(status, 0L);
        if (sent > 0 && right == sent) {
            return Optional.empty();
        }
        return somethingSent(claim, result).or(() -> {
            List<String> others = new ArrayList<>();
            long answered = 0;
            for (var entry : result.statusCodes().entrySet()) {
                answered += entry.getValue();
                if (entry.getKey() != status) {
                    others.add(entry.getKey() + ": " + entry.getValue());
                }
            }
            if (answered < sent) {
                others.add("no answer: " + (sent - answered));
            }
            String actual = right + " of " + sent + " requests";
            return Optional.of(new Miss(
                    claim + ", but was " + actual + " (" + String.join(", ", others) + ")",
                    sent + " of " + sent + " requests",
                    actual));
        });
    }

    static Optional<Miss> schedule(LoadResult result) {
        if (!(result.plan().workload() instanceof Workload.Open)) {
            return Optional.of(new Miss(
                    "schedule kept, but a closed workload has none; give the plan a rate, such as 200/s, or stages",
                    "a schedule that was kept",
                    "no schedule"));
        }
        LoadResult.Counts counts = result.counts();
        if (counts.dropped() > 0) {
            String rate = share(counts.dropped(), counts.planned());
            return Optional.of(new Miss(
                    "schedule kept, but " + counts.dropped() + " of " + counts.planned()
                            + " planned requests were dropped (" + rate + ")",
                    "dropped = 0",
                    "dropped = " + counts.dropped()));
        }
        LoadResult.Rates rates = result.rates();
        if (rates.isDelivered()) {
            return Optional.empty();
        }
        String offered = perSecond(rates.offered());
        String delivered = perSecond(rates.delivered());
        return Optional.of(new Miss(
                "schedule kept at " + offered + ", but delivered was " + delivered + " ("
                        + Explanation.distance(rates.delivered(), rates.offered()) + ")",
                offered,
                delivered));
    }

    static Optional<Miss> valid(LoadResult result) {
        Verdict verdict = result.verdict();
        List<String> reasons = new ArrayList<>();
        if (verdict.kind() == Kind.INVALID) {
            reasons.addAll(verdict.reasons());
        }
        if (result.interrupted()) {
            reasons.add("the run was stopped before its plan was carried out");
        }
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        String actual = verdict.kind() == Kind.INVALID ? "INVALID" : "interrupted";
        return Optional.of(new Miss("valid, but was " + actual + ": " + String.join("; ", reasons), "valid", actual));
    }

    private static String share(long part, long whole) {
        // Not to a fixed number of decimals: one in a million must not read as none.
        BigDecimal percent = BigDecimal.valueOf(100.0 * part / whole).round(new MathContext(4));
        return percent.stripTrailingZeros().toPlainString() + "%";
    }

    private static String perSecond(double rate) {
        return String.format(Locale.ROOT, "%.1f/s", rate);
    }
}
