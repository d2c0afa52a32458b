// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import io.trueload.engine.Verdict.Judgment;
import java.time.Duration;

/** Whether a generator that was not healthy may be the reason for an expectation that was missed. Immutable. */
final class Excuse {

    /*
     * A generator that is late or stands still makes response times longer, never shorter, and by no more than its worst
     * delay. So a time that would be too long even without that was not made too long by it, and the miss is the target's.
     * The same holds for wrong answers and refused connections: no delay of ours turns a 200 into a 500.
     */

    /** A service that keeps a deadline does not need all of it, so delays below half of it make no request miss it. */
    private static final long SMALL_SHARE = 2;

    /** How the message of a connection begins that the target's machine did not want. */
    private static final String REFUSED = "connection refused";

    private final LoadResult result;

    Excuse(LoadResult result) {
        this.result = result;
    }

    /** Returns whether the generator may be the reason for a judgment that is a miss. */
    boolean covers(Judgment judgment) {
        return covers(judgment.requirement(), judgment.measured());
    }

    /** Returns whether the generator may be the reason why {@code actual}, in nanoseconds for times, is a miss. */
    boolean covers(Requirement requirement, double actual) {
        GeneratorHealth generator = result.generator();
        if (generator.isHealthy()) {
            return false;
        }
        return switch (requirement.metric()) {
            case PERCENTILE, MEAN, MIN, MAX -> {
                boolean tooLong = actual > requirement.limit();
                yield tooLong && (isUnbounded() || isMetWithout(generator.worstDelay(), requirement, actual));
            }
            case ERRORS -> requirement.comparison().holds(certainErrors(), requirement.limit());
            case ERROR_RATE ->
                requirement
                        .comparison()
                        .holds(certainErrors() / Math.max(1, result.counts().sent()), requirement.limit());
            case STDDEV, REQUESTS, RATE -> true;
        };
    }

    private boolean isUnbounded() {
        return result.generator().worstDelay().equals(GeneratorHealth.UNBOUNDED);
    }

    private static boolean isMetWithout(Duration delay, Requirement requirement, double actual) {
        return switch (requirement.comparison()) {
            case LESS, AT_MOST -> requirement.comparison().holds(actual - delay.toNanos(), requirement.limit());
            case EQUAL -> actual - delay.toNanos() <= requirement.limit();
            case GREATER, AT_LEAST -> false;
        };
    }

    /** Returns how many requests failed for a reason that the generator cannot have been. */
    private double certainErrors() {
        LoadResult.Counts counts = result.counts();
        long refused = result.errors().stream()
                .filter(error -> error.outcome() == Outcome.CONNECT_FAILED)
                .filter(error -> error.message().startsWith(REFUSED))
                .mapToLong(LoadResult.ErrorCount::count)
                .sum();
        long certain = refused
                + counts.of(Outcome.BAD_STATUS)
                + counts.of(Outcome.CHECK_FAILED)
                + counts.of(Outcome.PROTOCOL_ERROR);
        LoadPlan plan = result.plan();
        Duration shortest =
                plan.timeout().compareTo(plan.connectTimeout()) < 0 ? plan.timeout() : plan.connectTimeout();
        boolean small =
                !isUnbounded() && result.generator().worstDelay().compareTo(shortest.dividedBy(SMALL_SHARE)) < 0;
        return small ? counts.errors() : certain;
    }
}
