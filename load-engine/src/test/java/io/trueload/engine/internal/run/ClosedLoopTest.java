// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

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
import io.trueload.engine.RequestSpec;
import io.trueload.engine.RunListener.Progress;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.engine.Verdict;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The closed workload in virtual time. */
class ClosedLoopTest {

    private static final long MILLI = MILLISECONDS.toNanos(1);
    private static final long SECOND = SECONDS.toNanos(1);

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "2, 2", "100, 30", "200, 50", "7, 3", "1000, 999"})
    void requests_whateverTheConcurrency_areSentExactly(long requests, int concurrency) {
        VirtualRun run =
                VirtualRun.begin(LoadPlan.builder().requests(requests).concurrency(concurrency), sent -> sent + MILLI);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.OK)).isEqualTo(requests);
        assertThat(run.sender.sentAt()).hasSize((int) requests);
        assertThat(run.sender.maxInFlight()).isEqualTo(concurrency);
    }

    @ParameterizedTest
    @CsvSource({"200, 50", "50, 50"})
    void requests_thatAreAnsweredAtOnce_areSentOnAllConnections(long requests, int concurrency) {
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder().requests(requests).concurrency(concurrency),
                sent -> sent,
                ScriptedSender::immediate);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.OK)).isEqualTo(requests);
        assertThat(run.sender.opened()).isEqualTo(concurrency);
    }

    @ParameterizedTest
    @CsvSource({"5, 0 10 20 30 40", "7, 0 10 20 30 40 1 11", "50, 0 10 20 30 40 1 11 21 31 41"})
    void requestsFewerThanStreams_areSpreadOverAllConnections(long requests, String firstSlots) {
        var streams = new Transport(true, 10, true, 0, null, TlsSettings.DEFAULT, 0);
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder().requests(requests).concurrency(5).transport(streams), sent -> sent + MILLI);

        LoadResult result = run.toEnd();

        assertThat(result.counts().of(Outcome.OK)).isEqualTo(requests);
        assertThat(run.sender.usedSlots().stream()
                        .limit(10)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(firstSlots);
    }

    @Test
    void durationThatIsOverWhileTheFirstAreStarted_startsNothingMore() {
        var slow = new AtomicReference<VirtualRun>();
        VirtualRun run = VirtualRun.prepare(
                LoadPlan.builder()
                        .requests(50)
                        .concurrency(50)
                        .duration(ofSeconds(1))
                        .source(index -> {
                            VirtualRun made = slow.get();
                            made.freezeGeneratorUntil(made.ticker.nanos() + 50 * MILLI);
                            return RequestSpec.get("/");
                        }),
                sent -> sent + MILLI,
                sender -> sender);
        slow.set(run);
        run.run.begin(0);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().sent()).isEqualTo(20);
        assertThat(run.sender.sentAt()).allMatch(sent -> sent <= SECOND);
    }

    @Test
    void duration_over_startsNothingMore() {
        VirtualRun run =
                VirtualRun.begin(LoadPlan.builder().duration(ofSeconds(2)).concurrency(5), sent -> sent + 10 * MILLI);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.OK)).isEqualTo(5 * 200);
        assertThat(run.sender.sentAt()).allMatch(sent -> sent < 2 * SECOND);
        assertThat(result.rates().achieved()).isCloseTo(500, within(0.001));
        assertThat(result.rates().offered()).isZero();
    }

    @Test
    void requestsAndDuration_requestsEndFirst_ratesAreOfTheTimeTheyTook() {
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder().requests(100).duration(ofSeconds(60)).concurrency(5), sent -> sent + 10 * MILLI);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.rates().achieved()).isCloseTo(500, within(0.001));
    }

    @Test
    void stalledTarget_closedWorkload_doesNotSeeIt() {
        // The control of the honesty test: the same freeze, and p99 stays at 1 ms, because nobody asks while it lasts.
        long at = 10 * SECOND;
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder().duration(ofSeconds(30)).concurrency(10),
                sent -> sent >= at && sent < at + SECOND ? at + SECOND + MILLI : sent + MILLI);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.responseTime().p99()).isBetween(ofMillis(1), ofMillis(2));
        assertThat(result.responseTime().max()).isGreaterThan(ofSeconds(1));
    }

    @Test
    void hangingTarget_everyRequest_timesOutAndTheLaneGoesOn() {
        VirtualRun run =
                VirtualRun.begin(LoadPlan.builder().requests(20).concurrency(5).timeout(ofMillis(200)), sent -> NEVER);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.TIMED_OUT)).isEqualTo(20);
        assertThat(result.responseTime().min()).isEqualTo(ofMillis(200));
        assertThat(result.responseTime().max()).isEqualTo(ofMillis(200));
        assertThat(run.sender.aborted()).isEqualTo(20);
        assertThat(run.ticker.nanos()).isBetween(800 * MILLI, 1000 * MILLI);
        assertThat(result.verdict().kind()).isEqualTo(Verdict.Kind.FAIL);
    }

    @Test
    void refusingTarget_lanes_pauseLongerAndLonger() {
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder().requests(10).concurrency(1), sent -> sent, sender -> sender.refusing());

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.CONNECT_FAILED)).isEqualTo(10);
        // 10 + 20 + 40 + 80 + 5 * 100 ms between the ten.
        assertThat(run.ticker.nanos()).isBetween(650 * MILLI, 800 * MILLI);
    }

    @Test
    void refusingTarget_tenThousandLanesAtOnce_doNotOverflowTheStack() {
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder().requests(20_000).concurrency(10_000), sent -> sent, sender -> sender.refusing());

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.CONNECT_FAILED)).isEqualTo(20_000);
    }

    @Test
    void warmUp_thenRequests_countsOnlyTheLatter() {
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder().requests(100).concurrency(2).warmUp(ofSeconds(1)), sent -> sent + 10 * MILLI);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.OK)).isEqualTo(100);
        assertThat(result.counts().warmUp()).isEqualTo(200);
        assertThat(result.elapsed()).isBetween(ofMillis(500), ofMillis(520));
    }

    @Test
    void badStatuses_areAnswersAndErrors() {
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder().requests(200).concurrency(10), sent -> sent + MILLI, sender -> sender.status(500));

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.BAD_STATUS)).isEqualTo(200);
        assertThat(result.counts().errorRate()).isEqualTo(1);
        assertThat(result.statusCodes()).containsEntry(500, 200L).hasSize(1);
        assertThat(result.responseTime().count()).isEqualTo(200);
        assertThat(result.okResponseTime().isEmpty()).isTrue();
        assertThat(result.rates().achieved()).isZero();
        assertThat(result.verdict().kind()).isEqualTo(Verdict.Kind.FAIL);
        assertThat(result.verdict().reasons()).containsExactly("no request was answered as expected");
    }

    @Test
    void stop_inTheMiddle_countsWhatWasNotSent() {
        VirtualRun run = VirtualRun.begin(LoadPlan.builder().requests(1000).concurrency(10), sent -> sent + 10 * MILLI);
        run.advanceTo(255 * MILLI);
        run.run.stop(run.ticker.nanos());

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.interrupted()).isTrue();
        assertThat(result.counts().of(Outcome.OK)).isEqualTo(260);
        assertThat(result.counts().unsentAtStop()).isEqualTo(740);
    }

    @Test
    void stop_beforeTheBegin_sendsNothing() {
        VirtualRun run = VirtualRun.prepare(
                LoadPlan.builder().requests(100).concurrency(10), sent -> sent + MILLI, sender -> sender);
        run.run.stop(0);
        run.run.begin(0);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(run.sender.sentAt()).isEmpty();
        assertThat(result.counts().unsentAtStop()).isEqualTo(100);
    }

    @Test
    void progress_isToldOnceASecond() {
        VirtualRun run =
                VirtualRun.begin(LoadPlan.builder().duration(ofSeconds(4)).concurrency(1), sent -> sent + 10 * MILLI);

        run.toEnd();

        assertThat(run.listener.progress())
                .extracting(Progress::elapsed)
                .containsExactly(ofSeconds(1), ofSeconds(2), ofSeconds(3), ofSeconds(4));
        assertThat(run.listener.progress()).extracting(Progress::share).containsExactly(0.25, 0.5, 0.75, 1.0);
        assertThat(run.listener.progress().get(0).rate()).isCloseTo(100, within(1.5));
        assertThat(run.listener.progress().get(3).sent()).isEqualTo(400);
    }
}
