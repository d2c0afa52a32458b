// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static io.trueload.engine.Rate.perSecond;
import static io.trueload.engine.internal.run.ScriptedSender.NEVER;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.RunListener.RequestResult;
import io.trueload.engine.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** The open workload in virtual time: every number follows from arithmetic. */
class OpenLoopTest {

    private static final long MILLI = MILLISECONDS.toNanos(1);
    private static final long SECOND = SECONDS.toNanos(1);
    private static final Duration CLOSE = ofMillis(2);

    @Test
    void stalledTarget_everyQueuedRequest_keepsItsIntendedStart() {
        VirtualRun run = VirtualRun.begin(open(1000, 30).concurrency(10), frozenOnce(10 * SECOND, SECOND));

        LoadResult result = run.toEnd();

        // measurement.md's formula for a freeze of 1 s in 30 s at 1000/s with 1 ms otherwise.
        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.OK)).isEqualTo(30_000);
        assertThat(result.responseTime().mean()).isCloseTo(nanos(17.7), CLOSE);
        assertThat(result.responseTime().p95()).isCloseTo(nanos(1), CLOSE);
        assertThat(result.responseTime().percentile(97)).isCloseTo(nanos(101), CLOSE);
        assertThat(result.responseTime().percentile(98)).isCloseTo(nanos(401), CLOSE);
        assertThat(result.responseTime().p99()).isCloseTo(nanos(701), CLOSE);
        assertThat(result.responseTime().percentile(99.5)).isCloseTo(nanos(851), CLOSE);
        assertThat(result.responseTime().p999()).isCloseTo(nanos(971), CLOSE);
        assertThat(result.responseTime().max()).isCloseTo(nanos(1001), CLOSE);
    }

    @Test
    void stalledTarget_fewConnections_serviceTimeHidesWhatResponseTimeShows() {
        VirtualRun run =
                VirtualRun.begin(open(1000, 30).concurrency(10).maxConnections(10), frozenOnce(10 * SECOND, SECOND));

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.responseTime().p99()).isGreaterThan(ofMillis(650));
        assertThat(result.okResponseTime().p99()).isGreaterThan(ofMillis(650));
        // The deliberate mistake: times from the write, as tools report that wait for an answer before they send.
        assertThat(result.serviceTime().p99()).isCloseTo(nanos(1), CLOSE);
        assertThat(run.sender.maxInFlight()).isEqualTo(10);
    }

    @Test
    void oneConnection_whatIsDueMeanwhile_isBlocked() {
        VirtualRun run = VirtualRun.begin(open(10, 1).concurrency(1).maxConnections(1), sent -> sent + 150 * MILLI);

        LoadResult result = run.toEnd();

        // Due at 100 i ms and begun at 150 i ms: the last of ten waited for 450 ms, and the mean is half of that.
        assertThat(result.phases().blocked().min()).isZero();
        assertThat(result.phases().blocked().mean()).isEqualTo(ofMillis(225));
        assertThat(result.phases().blocked().max()).isEqualTo(ofMillis(450));
    }

    @Test
    void targetAtHalfOfWhatIsOffered_responseTimeGrowsByHalfASecondEachSecond() {
        VirtualRun run = VirtualRun.begin(open(200, 20).concurrency(1).maxConnections(1), sent -> sent + 10 * MILLI);

        // 1 - μ/λ
        assertThat(run.toEnd().responseTimeGrowth()).isCloseTo(0.5, within(0.01));
    }

    @Test
    void slowOrStalledTarget_thatKeepsUp_hasTimesThatDoNotGrow() {
        VirtualRun slow = VirtualRun.begin(open(200, 20).concurrency(1), sent -> sent + 4 * SECOND);
        assertThat(slow.toEnd().responseTimeGrowth()).isZero();

        VirtualRun stalled = VirtualRun.begin(open(200, 20).concurrency(1), frozenOnce(12 * SECOND, SECOND));
        assertThat(stalled.toEnd().responseTimeGrowth()).isZero();
    }

    @Test
    void generatorJumps_overdueRequests_areAllSentWithTheirOwnStarts() {
        VirtualRun run = VirtualRun.begin(open(1000, 2).concurrency(600).maxConnections(600), sent -> sent);
        run.advanceTo(SECOND - 1);
        int before = run.sender.sentAt().size();

        run.freezeGeneratorUntil(SECOND - 1 + 500 * MILLI);
        run.run.tick(run.ticker.nanos());
        int overdue = run.sender.sentAt().size() - before;
        run.sender.deliver();
        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(before).isEqualTo(1000);
        assertThat(overdue).isEqualTo(500);
        assertThat(result.counts().of(Outcome.OK)).isEqualTo(2000);
        List<RequestResult> late = run.listener.requests().subList(1000, 1500).stream()
                .sorted(Comparator.comparingLong(RequestResult::offsetNanos))
                .toList();
        for (int i = 0; i < 500; i++) {
            assertThat(late.get(i).offsetNanos()).isEqualTo(SECOND + i * MILLI);
            assertThat(late.get(i).responseNanos()).isEqualTo((500 - i) * MILLI - 1);
        }
    }

    @Test
    void generatorJumps_lagOfThoseRequests_isTheGeneratorsOwn() {
        VirtualRun run = VirtualRun.begin(open(1000, 2).concurrency(600).maxConnections(600), sent -> sent);
        run.advanceTo(SECOND - 1);
        run.freezeGeneratorUntil(SECOND - 1 + 500 * MILLI);

        run.toEnd();

        assertThat(run.run.tally().scheduleLag().max()).isEqualTo(Duration.ofNanos(500 * MILLI - 1));
    }

    @Test
    void stalledTarget_waitForItsConnections_isNoLagOfTheGenerator() {
        VirtualRun run =
                VirtualRun.begin(open(1000, 5).concurrency(10).maxConnections(10), frozenOnce(2 * SECOND, SECOND));

        LoadResult result = run.toEnd();

        assertThat(result.responseTime().max()).isGreaterThan(ofMillis(900));
        assertThat(run.run.tally().scheduleLag().max()).isZero();
    }

    @Test
    void blockedDispatcher_intendedStarts_stayEvenlySpaced() {
        VirtualRun run = VirtualRun.begin(open(10, 1), sent -> sent + MILLI);
        run.advanceTo(250 * MILLI);
        run.freezeGeneratorUntil(450 * MILLI);

        run.toEnd();

        List<RequestResult> requests = run.listener.requests();
        for (int i = 0; i < 10; i++) {
            assertThat(requests.get(i).offsetNanos()).isEqualTo(i * 100 * MILLI);
        }
        // The deliberate mistake, a start stamped when the request leaves, shows the gap.
        assertThat(largestGap(run.sender.sentAt())).isGreaterThanOrEqualTo(150 * MILLI);
        assertThat(requests.get(3).responseNanos()).isEqualTo(151 * MILLI);
    }

    @Test
    void end_withoutGrace_countsWhatIsInFlightWithItsAge() {
        LongUnaryOperator hangsAfterTheFirst63 = sent -> sent < 63 * MILLI ? sent + MILLI : NEVER;
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder().rate(perSecond(1000)).duration(ofMillis(100)).grace(Duration.ZERO),
                hangsAfterTheFirst63);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.OK)).isEqualTo(63);
        assertThat(result.counts().of(Outcome.IN_FLIGHT_AT_END)).isEqualTo(37);
        assertThat(run.sender.sentAt()).hasSize(100);
        assertThat(run.sender.aborted()).isEqualTo(37);
        List<RequestResult> censored = run.listener.requests().subList(63, 100);
        assertThat(censored).allMatch(request -> request.outcome() == Outcome.IN_FLIGHT_AT_END);
        long ended = run.ticker.nanos();
        assertThat(censored).allMatch(request -> request.responseNanos() == ended - request.offsetNanos());
        assertThat(result.responseTime().max()).isGreaterThanOrEqualTo(ofMillis(36));
    }

    @Test
    void end_withGrace_waitsForAnswersUntilItIsOver() {
        LongUnaryOperator slow = sent -> sent < 63 * MILLI ? sent + 4 * SECOND : sent + 6 * SECOND;
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder().rate(perSecond(1000)).duration(ofMillis(100)).grace(ofSeconds(5)), slow);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.OK)).isEqualTo(63);
        assertThat(result.counts().of(Outcome.IN_FLIGHT_AT_END)).isEqualTo(37);
        assertThat(run.ticker.nanos()).isBetween(5 * SECOND, 5_200 * MILLI);
    }

    @Test
    void mostInFlight_reached_dropsAndCountsAndInvalidates() {
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder()
                        .rate(perSecond(10))
                        .duration(ofMillis(950))
                        .maxInFlight(5)
                        .grace(Duration.ZERO),
                sent -> NEVER);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(run.sender.sentAt()).hasSize(5);
        assertThat(result.counts().sent()).isEqualTo(5);
        assertThat(result.counts().dropped()).isEqualTo(5);
        assertThat(result.verdict().kind()).isEqualTo(Verdict.Kind.INVALID);
        assertThat(result.verdict().reasons())
                .containsExactly(
                        "5 of 10 planned requests were dropped, because too many were in flight; raise the limit"
                                + " of requests in flight, or lower the rate");
    }

    @Test
    void hangingTarget_everyRequest_timesOutAtItsDeadlineEvenInTheQueue() {
        VirtualRun run =
                VirtualRun.begin(open(100, 2).concurrency(10).maxConnections(10).timeout(ofSeconds(2)), sent -> NEVER);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.TIMED_OUT)).isEqualTo(200);
        assertThat(run.listener.requests()).allMatch(request -> request.responseNanos() == 2 * SECOND);
    }

    @Test
    void hangingTarget_oneConnection_requestsThatNeverGotItTimeOutToo() {
        VirtualRun run =
                VirtualRun.begin(open(1000, 1).concurrency(1).maxConnections(1).timeout(ofSeconds(2)), sent -> NEVER);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.TIMED_OUT)).isEqualTo(1000);
        assertThat(run.listener.requests()).allMatch(request -> request.responseNanos() == 2 * SECOND);
        assertThat(result.errors())
                .extracting(LoadResult.ErrorCount::message)
                .containsExactly(
                        "timed out after 2s waiting for a free connection",
                        "timed out after 2s waiting for the answer");
        assertThat(result.serviceTime().count()).isEqualTo(run.sender.sentAt().size());
    }

    @Test
    void overloadedWorker_backlog_growsByItsArithmetic() {
        // One worker, 10 ms each, asked 200 times a second: request i waits 5 ms longer than the one before.
        long[] free = {0};
        LongUnaryOperator worker = sent -> free[0] = Math.max(free[0], sent) + 10 * MILLI;
        VirtualRun run = VirtualRun.begin(open(200, 10).timeout(ofSeconds(15)), worker);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.OK)).isEqualTo(2000);
        assertThat(result.responseTime().p50()).isCloseTo(nanos(5000), ofMillis(20));
        assertThat(result.responseTime().max()).isEqualTo(ofMillis(10 * 2000 - 5 * 1999));
        assertThat(result.rates().offered()).isEqualTo(200);
        assertThat(result.rates().sent()).isEqualTo(200);
        assertThat(result.rates().achieved()).isCloseTo(100, within(0.2));
    }

    @Test
    void warmUp_requests_areSentButNotRecorded() {
        VirtualRun run = VirtualRun.begin(open(100, 2).warmUp(ofSeconds(1)), sent -> sent + MILLI);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(run.sender.sentAt()).hasSize(300);
        assertThat(result.counts().warmUp()).isEqualTo(100);
        assertThat(result.counts().of(Outcome.OK)).isEqualTo(200);
        assertThat(run.listener.requests().get(0).offsetNanos()).isZero();
        assertThat(result.intervals()).hasSize(2);
    }

    @Test
    void stop_inTheMiddle_sendsNothingMoreAndReportsTheRest() {
        VirtualRun run = VirtualRun.begin(open(100, 10), sent -> sent + MILLI);
        run.advanceTo(3 * SECOND + MILLI / 2);
        run.run.stop(run.ticker.nanos());

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.interrupted()).isTrue();
        assertThat(run.sender.sentAt()).hasSize(301);
        assertThat(result.counts().of(Outcome.OK)).isEqualTo(301);
        assertThat(result.counts().unsentAtStop()).isEqualTo(699);
    }

    @Test
    void stop_whileTargetHangs_keepsTheReportFromWaitingLong() {
        VirtualRun run = VirtualRun.begin(open(100, 10).concurrency(5).maxConnections(5), sent -> NEVER);
        run.advanceTo(3 * SECOND);
        run.run.stop(run.ticker.nanos());

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(run.ticker.nanos()).isLessThan(5 * SECOND);
        assertThat(result.counts().of(Outcome.IN_FLIGHT_AT_END)).isEqualTo(301);
        assertThat(result.responseTime().max()).isGreaterThan(ofMillis(2999));
    }

    @Test
    void refusingTarget_everyRequest_failsInItsOwnTimeWithoutPause() {
        VirtualRun run = VirtualRun.begin(open(1000, 10), sent -> sent, sender -> sender.refusing());

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.CONNECT_FAILED)).isEqualTo(10_000);
        assertThat(result.responseTime().isEmpty()).isTrue();
        assertThat(result.verdict().kind()).isEqualTo(Verdict.Kind.FAIL);
    }

    static LoadPlan.Builder open(double perSecond, long seconds) {
        return LoadPlan.builder().rate(perSecond(perSecond)).duration(ofSeconds(seconds));
    }

    /** A target that answers after 1 ms, but holds back for a while what arrives in that while. */
    static LongUnaryOperator frozenOnce(long at, long length) {
        return sent -> sent >= at && sent < at + length ? at + length + MILLI : sent + MILLI;
    }

    private static long largestGap(List<Long> instants) {
        long largest = 0;
        for (int i = 1; i < instants.size(); i++) {
            largest = Math.max(largest, instants.get(i) - instants.get(i - 1));
        }
        return largest;
    }

    private static Duration nanos(double millis) {
        return Duration.ofNanos(Math.round(millis * 1e6));
    }
}
