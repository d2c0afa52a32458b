// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.error.ShouldNotBeNull.shouldNotBeNull;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Rate;
import io.trueload.engine.Requirement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ListAssert;
import org.assertj.core.internal.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about the result of a load test. A failure says the claim, what was instead and by how much, and explains
 * the run.
 *
 * <p>Not final, since soft assertions are subclasses.
 *
 * @since 0.1.0
 */
public class LoadResultAssert extends AbstractAssert<LoadResultAssert, LoadResult> {

    private Chain chain = HardChain.INSTANCE;

    /** Begins assertions about a result. */
    public LoadResultAssert(@Nullable LoadResult actual) {
        super(actual, LoadResultAssert.class);
    }

    /**
     * Verifies that something was sent and that no request ended in an error. Requests still in flight at the end are
     * no errors.
     */
    public LoadResultAssert hasNoErrors() {
        return holds(Claims::noErrors);
    }

    /**
     * Verifies that something was sent and that at most a share of it ended in an error.
     *
     * @param fraction from 0 to 1: 0.001 is one in a thousand
     */
    public LoadResultAssert hasErrorRateAtMost(double fraction) {
        Requirement requirement = Claims.errorRateAtMost(fraction);
        return holds(result ->
                Claims.somethingSent(requirement.text(), result).or(() -> Claims.judged(requirement, result)));
    }

    /** Verifies how many requests were sent, the warm-up not counted. */
    public LoadResultAssert hasSent(long requests) {
        Claims.checkCount(requests);
        return holds(result ->
                Claims.equal("requests sent", requests, result.counts().sent()));
    }

    /** Verifies how many answers had a status. */
    public LoadResultAssert hasStatus(int status, long answers) {
        Claims.checkStatus(status);
        Claims.checkCount(answers);
        return holds(result -> Claims.equal(
                "answers with status " + status, answers, result.statusCodes().getOrDefault(status, 0L)));
    }

    /** Verifies that something was sent and that every request sent was answered with this status. */
    public LoadResultAssert hasOnlyStatus(int status) {
        Claims.checkStatus(status);
        return holds(result -> Claims.onlyStatus(status, result));
    }

    /**
     * Verifies that the offered rate was delivered and that no planned request was dropped. It fails for a closed
     * workload, which has no schedule.
     */
    public LoadResultAssert keptSchedule() {
        return holds(Claims::schedule);
    }

    /** Verifies the achieved rate: answers as expected per second, while the plan was sending. */
    public LoadResultAssert hasAchievedRateAtLeast(Rate rate) {
        Requirement requirement = Claims.achievedRateAtLeast(requireNonNull(rate, "rate"));
        return holds(result -> Claims.judged(requirement, result));
    }

    /** Verifies that the run was carried out to its end and that its verdict is not INVALID. */
    public LoadResultAssert isValid() {
        return holds(Claims::valid);
    }

    /**
     * Verifies an expectation, whether or not it is one of the plan's. One that the samples can't carry fails.
     *
     * @param expectation such as {@code p99 < 250ms}, {@code service mean <= 5ms} or {@code error rate < 0.1%}
     * @throws IllegalArgumentException if it is none
     */
    public LoadResultAssert meets(String expectation) {
        Requirement requirement = Requirement.parse(requireNonNull(expectation, "expectation"));
        return holds(result -> Claims.judged(requirement, result));
    }

    /**
     * Goes to the response time: completed − intended start, of all requests that were answered, timed out or in
     * flight at the end.
     */
    public final LatencyDistributionAssert responseTime() {
        return distribution(false, LoadResult::responseTime);
    }

    /** Goes to the service time: completed − sent, of the same requests as far as they were written. */
    public final LatencyDistributionAssert serviceTime() {
        return distribution(true, LoadResult::serviceTime);
    }

    /** Goes to the seconds of the run. */
    public final ListAssert<IntervalResult> intervals() {
        Chain next = next();
        String said = info.descriptionText();
        return next.intervals(actual == null ? List.of() : actual.intervals())
                .as("%s", new Description(said, "intervals"));
    }

    /** Makes the assertions part of a chain. */
    final LoadResultAssert through(Chain value) {
        chain = value;
        return this;
    }

    /** Returns the result; only for assertions that were reached from it. */
    final LoadResult result() {
        return requireNonNull(actual, "result");
    }

    private LatencyDistributionAssert distribution(
            boolean ofServiceTime, Function<LoadResult, LatencyDistribution> times) {
        Chain next = next();
        LatencyDistribution distribution = actual == null ? null : times.apply(actual);
        return next.distribution(
                new DistributionSubject(distribution, ofServiceTime, info.descriptionText(), this, next));
    }

    /** Returns the chain of what follows; soft assertions go on without a result. */
    private Chain next() {
        if (actual == null) {
            chain.report(noResult());
            return chain.muted();
        }
        return chain;
    }

    private LoadResultAssert holds(Function<LoadResult, Optional<Miss>> claim) {
        if (actual == null) {
            throw noResult();
        }
        // No lambda throws the error, so that its stack begins with the caller.
        Optional<Miss> miss = claim.apply(actual);
        if (miss.isPresent()) {
            throw miss.get().error(info, info.descriptionText(), actual);
        }
        return this;
    }

    private AssertionError noResult() {
        return Miss.trimmed(Failures.instance().failure(info, shouldNotBeNull()));
    }
}
