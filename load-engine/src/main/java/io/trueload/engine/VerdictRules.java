// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import io.trueload.engine.Requirement.Comparison;
import io.trueload.engine.Requirement.Metric;
import io.trueload.engine.Verdict.Judgment;
import io.trueload.engine.Verdict.Kind;
import io.trueload.engine.internal.statistics.ShareBounds;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules by which one result becomes one verdict. */
final class VerdictRules {

    /** With which a bound of the error rate holds. */
    private static final double CONFIDENCE = 0.95;

    private final LoadResult result;
    private final Excuse excuse;
    private @Nullable SteadyState steadyState;

    VerdictRules(LoadResult result) {
        this.result = result;
        this.excuse = new Excuse(result);
    }

    Verdict judge(List<Requirement> requirements) {
        List<Judgment> judgments = requirements.stream().map(this::judge).toList();
        List<String> reasons = new ArrayList<>();
        Kind kind = undelivered(reasons);
        if (kind == Kind.PASS) {
            kind = missed(judgments, reasons);
        }
        return new Verdict(kind, judgments, reasons);
    }

    private boolean isMissed(Judgment judgment) {
        return judgment.carried() && !judgment.met();
    }

    private Kind undelivered(List<String> reasons) {
        LoadResult.Counts counts = result.counts();
        LoadResult.Rates rates = result.rates();
        if (counts.dropped() > 0) {
            reasons.add(counts.dropped() + " of " + counts.planned()
                    + " planned requests were dropped, because too many were in flight; raise the limit of requests in"
                    + " flight, or lower the rate");
        } else if (!rates.isDelivered()) {
            reasons.add("the offered rate was not delivered: " + perSecond(rates.offered()) + " asked, "
                    + perSecond(rates.delivered()) + " sent; lower the rate, or use a faster machine");
        }
        return reasons.isEmpty() ? Kind.PASS : Kind.INVALID;
    }

    private Kind missed(List<Judgment> judgments, List<String> reasons) {
        List<String> missed = judgments.stream()
                .filter(this::isMissed)
                .map(judgment -> judgment.requirement() + ", but was " + judgment.actual())
                .toList();
        List<String> notCarried = judgments.stream()
                .filter(judgment -> !judgment.carried())
                .map(judgment -> judgment.requirement() + ": " + judgment.actual())
                .toList();
        LoadResult.Counts counts = result.counts();
        if (!missed.isEmpty() && judgments.stream().filter(this::isMissed).allMatch(excuse::covers)) {
            reasons.addAll(missed);
            reasons.add("the generator was not healthy: "
                    + String.join("; ", result.generator().reasons()));
            return Kind.INVALID;
        }
        reasons.addAll(missed);
        if (counts.sent() > 0 && counts.of(Outcome.OK) == 0) {
            reasons.add(
                    counts.errors() > 0
                            ? "no request was answered as expected"
                            : "no request was answered before the run ended");
        }
        if (!reasons.isEmpty()) {
            return Kind.FAIL;
        }
        reasons.addAll(notCarried);
        if (counts.sent() == 0) {
            reasons.add("nothing was sent");
        }
        return reasons.isEmpty() ? Kind.PASS : Kind.INCONCLUSIVE;
    }

    Judgment judge(Requirement requirement) {
        Metric metric = requirement.metric();
        if (requirement.ofSteadyState() && !steadyState().isSteady()) {
            return notCarried(requirement, steadyState().reason());
        }
        LatencyDistribution times = times(requirement);
        long needed = metric == Metric.PERCENTILE ? Percentiles.samplesNeeded(requirement.percentile()) : 1;
        if (metric.isTime() && times.count() < needed) {
            return notCarried(
                    requirement, "needs " + needed + (needed == 1 ? " sample" : " samples") + ", has " + times.count());
        }
        double actual = metric.isTime() ? nanos(requirement, times) : number(metric);
        boolean met = requirement.comparison().holds(actual, requirement.limit());
        return new Judgment(
                requirement, met, true, actual, shown(requirement, actual, met), note(requirement, times, actual, met));
    }

    private static Judgment notCarried(Requirement requirement, String why) {
        return new Judgment(requirement, false, false, Double.NaN, why, "");
    }

    private LatencyDistribution times(Requirement requirement) {
        if (requirement.ofSteadyState()) {
            return steadyState().responseTime();
        }
        return requirement.ofServiceTime() ? result.serviceTime() : result.responseTime();
    }

    /** Returns the seconds that the times of a requirement come from; none if service time is meant. */
    private List<IntervalResult> seconds(Requirement requirement) {
        if (requirement.ofSteadyState()) {
            return steadyState().intervals();
        }
        return requirement.ofServiceTime() ? List.of() : result.intervals();
    }

    private SteadyState steadyState() {
        SteadyState found = steadyState;
        if (found == null) {
            found = result.steadyState();
            steadyState = found;
        }
        return found;
    }

    private double nanos(Requirement requirement, LatencyDistribution times) {
        Duration time = switch (requirement.metric()) {
            case PERCENTILE -> times.percentile(requirement.percentile());
            case MEAN -> times.mean();
            case MIN -> times.min();
            case MAX -> times.max();
            case STDDEV -> times.stddev();
            case ERRORS, ERROR_RATE, REQUESTS, RATE -> throw new AssertionError(requirement.metric());
        };
        return time.toNanos();
    }

    private double number(Metric metric) {
        return switch (metric) {
            case ERRORS -> result.counts().errors();
            case ERROR_RATE -> result.counts().errorRate();
            case REQUESTS -> result.counts().sent();
            case RATE -> result.rates().achieved();
            case PERCENTILE, MEAN, MIN, MAX, STDDEV -> throw new AssertionError(metric);
        };
    }

    private String note(Requirement requirement, LatencyDistribution times, double actual, boolean met) {
        List<String> notes = new ArrayList<>(new SampleNotes(requirement, times, seconds(requirement)).notes(met));
        if (requirement.metric() == Metric.ERROR_RATE && met) {
            unproven(requirement).ifPresent(notes::add);
        }
        long untimed = result.counts().sent() - result.responseTime().count();
        if (requirement.metric().isTime() && untimed > 0) {
            notes.add(
                    untimed == 1
                            ? "1 request that failed without an answer has no time"
                            : untimed + " requests that failed without an answer have no time");
        }
        if (!result.generator().isHealthy()) {
            if (met) {
                notes.add("met although the generator was not healthy");
            } else if (!excuse.covers(requirement, actual)) {
                notes.add("the generator was not healthy, but that does not explain the miss");
            }
        }
        return String.join("; ", notes);
    }

    /** Returns a note if so few errors of so few requests may well come from a service that makes too many. */
    private Optional<String> unproven(Requirement requirement) {
        LoadResult.Counts counts = result.counts();
        boolean atMost = requirement.comparison() == Comparison.LESS || requirement.comparison() == Comparison.AT_MOST;
        if (!atMost || requirement.limit() == 0 || counts.sent() == 0) {
            return Optional.empty();
        }
        double upper = ShareBounds.upper(counts.errors(), counts.sent(), CONFIDENCE);
        return upper <= requirement.limit()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "not proven: of %,d requests as many go well by chance where up to %s are errors",
                        counts.sent(),
                        percent(upper)));
    }

    /** Returns the value in few digits, but in all of them where the few would say that it is the limit which it misses. */
    private static String shown(Requirement requirement, double actual, boolean met) {
        Metric metric = requirement.metric();
        String few = format(metric, actual);
        if (met || !few.equals(format(metric, requirement.limit()))) {
            return few;
        }
        if (metric.isTime()) {
            return PlanSyntax.format(Duration.ofNanos(Math.round(actual)));
        }
        return switch (metric) {
            case ERROR_RATE -> PlanSyntax.format(actual * 100) + "%";
            case RATE -> PlanSyntax.format(actual) + "/s";
            default -> few;
        };
    }

    private static String format(Metric metric, double value) {
        if (metric.isTime()) {
            return PlanSyntax.format(rounded(value));
        }
        return switch (metric) {
            case ERROR_RATE -> percent(value);
            case RATE -> perSecond(value);
            default -> PlanSyntax.format(value);
        };
    }

    /** Returns a share as a percentage of four digits. */
    static String percent(double share) {
        return PlanSyntax.format(
                        new BigDecimal(share * 100).round(new MathContext(4)).doubleValue()) + "%";
    }

    /** Rounds to the three digits that a distribution has, so that no false precision is shown. */
    private static Duration rounded(double nanos) {
        double magnitude = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(nanos, 1))) - 3));
        return Duration.ofNanos(Math.round(Math.round(nanos / magnitude) * magnitude));
    }

    private static String perSecond(double rate) {
        return String.format(Locale.ROOT, "%.1f/s", rate);
    }
}
