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

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.IntervalResult;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.RunListener.Progress;
import io.trueload.engine.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of a run while it goes on, in virtual time. */
class RunProgressTest {

    private static final long MILLI = MILLISECONDS.toNanos(1);
    private static final long SECOND = SECONDS.toNanos(1);

    @Test
    void ramp_offeredAndSent_areThoseOfTheLastSecond() {
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder()
                        .stage(Stage.ramp(perSecond(100), perSecond(300), ofSeconds(2)))
                        .stage(Stage.hold(perSecond(50), ofMillis(1_500))),
                sent -> sent + 5 * MILLI);

        run.toEnd();

        assertThat(run.listener.progress()).extracting(Progress::offeredRate).containsExactly(150.0, 250.0, 50.0);
        assertThat(run.listener.progress())
                .allSatisfy(progress -> assertThat(progress.sentRate()).isCloseTo(progress.offeredRate(), within(2.0)));
    }

    @Test
    void closedWorkload_offersNothing() {
        VirtualRun run =
                VirtualRun.begin(LoadPlan.builder().duration(ofSeconds(1)).concurrency(1), sent -> sent + 10 * MILLI);

        run.toEnd();

        assertThat(run.listener.progress()).extracting(Progress::offeredRate).containsExactly(0.0);
        assertThat(run.listener.progress().get(0).sentRate()).isCloseTo(100, within(1.5));
    }

    @Test
    void warmUp_isToldOnceASecond_andCountedNowhereElse() {
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder().rate(perSecond(100)).duration(ofSeconds(2)).warmUp(ofMillis(2_500)),
                sent -> sent + 10 * MILLI);

        run.toEnd();

        assertThat(run.listener.progress()).extracting(Progress::warmingUp).containsExactly(true, true, false, false);
        Progress second = run.listener.progress().get(1);
        assertThat(second.elapsed()).isCloseTo(ofSeconds(2), ofMillis(20));
        assertThat(second.sentRate()).isCloseTo(100, within(2.0));
        assertThat(second.offeredRate()).isEqualTo(100);
        assertThat(second.sent()).isZero();
        assertThat(second.share()).isZero();
        assertThat(second.intervals()).isEmpty();
        assertThat(run.listener.progress().get(2).elapsed()).isEqualTo(ofSeconds(1));
    }

    @Test
    void intervals_addedUp_areTheRunSoFar_andEarlierOnesStay() {
        VirtualRun run =
                VirtualRun.begin(LoadPlan.builder().duration(ofSeconds(3)).concurrency(2), sent -> sent + 10 * MILLI);

        run.toEnd();

        List<Progress> progress = run.listener.progress();
        assertThat(progress).extracting(each -> each.intervals().size()).containsExactly(1, 2, 3);
        assertThat(progress).allSatisfy(each -> {
            LatencyDistribution sum = LatencyDistribution.sum(
                    each.intervals().stream().map(IntervalResult::responseTime).toList());
            assertThat(sum.p99()).isEqualTo(each.p99());
            assertThat(sum.count()).isEqualTo(each.outcomes().get(Outcome.OK));
            assertThat(each.statusCodes()).containsOnlyKeys(200).containsValue(sum.count());
        });
    }

    @Test
    void stall_whatIsInFlightWaitingAndDropped_isTold() {
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder()
                        .rate(perSecond(100))
                        .duration(ofSeconds(1))
                        .concurrency(5)
                        .maxConnections(5)
                        .maxInFlight(20)
                        .timeout(ofSeconds(5)),
                sent -> NEVER);

        run.advanceTo(SECOND);
        run.run.tick(SECOND);

        Progress told = run.listener.progress().get(0);
        assertThat(told.inFlight()).isEqualTo(5);
        assertThat(told.waiting()).isEqualTo(15);
        assertThat(told.dropped()).isEqualTo(80);
    }

    @Test
    void timeouts_areErrorsWithTheirMessage() {
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder().duration(ofSeconds(2)).concurrency(1).timeout(ofMillis(500)), sent -> NEVER);

        LoadResult result = run.toEnd();

        Progress first = run.listener.progress().get(0);
        assertThat(first.errors()).isEqualTo(first.outcomes().get(Outcome.TIMED_OUT));
        assertThat(first.messages()).hasSize(1).allSatisfy(error -> {
            assertThat(error.message()).isEqualTo("timed out after 500ms waiting for the answer");
            assertThat(error.count()).isEqualTo(first.errors());
        });
        assertThat(result.errors()).hasSize(1);
        assertThat(result.errors().get(0).count()).isGreaterThan(first.errors());
    }

    @Test
    void watch_isAskedWithTheTimeSoFar() {
        VirtualRun run = VirtualRun.prepare(
                LoadPlan.builder().duration(ofSeconds(2)).concurrency(1), sent -> sent + 10 * MILLI, sender -> sender);
        run.run.watchedBy(elapsed -> new GeneratorHealth(
                List.of("asked after " + elapsed),
                elapsed,
                elapsed,
                elapsed,
                elapsed,
                0,
                elapsed,
                elapsed,
                -1,
                -1,
                GeneratorHealth.Processors.UNKNOWN,
                GeneratorHealth.Pauses.NONE,
                elapsed));
        run.run.begin(0);

        run.toEnd();

        assertThat(run.listener.progress())
                .extracting(progress -> progress.generator().reasons())
                .containsExactly(List.of("asked after PT1S"), List.of("asked after PT2S"));
    }
}
