// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static java.time.Duration.ofMillis;

import io.trueload.engine.Arrivals;
import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.GeneratorHealth.Pause;
import io.trueload.engine.GeneratorHealth.Pauses;
import io.trueload.engine.IntervalResult;
import io.trueload.engine.IntervalResult.ServiceTimes;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Bytes;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.LoadResult.Phase;
import io.trueload.engine.LoadResult.Phases;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.Outcome;
import io.trueload.engine.Rate;
import io.trueload.engine.Stage;
import io.trueload.engine.TargetHealth;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Results made by hand: two hundred good answers unless a part is changed. */
final class Results {

    static final GeneratorHealth HEALTHY = new GeneratorHealth(
            List.of(),
            micros(20),
            micros(200),
            micros(600),
            micros(900),
            0.061,
            ofMillis(12),
            micros(1_250),
            61,
            1_048_576,
            GeneratorHealth.Processors.UNKNOWN,
            Pauses.NONE,
            micros(2_150));
    static final GeneratorHealth LATE = new GeneratorHealth(
            List.of("schedule lag p99 was 48ms; use a faster machine", "cpu 97%"),
            ofMillis(3),
            ofMillis(48),
            ofMillis(80),
            ofMillis(90),
            0.97,
            ofMillis(300),
            ofMillis(31),
            -1,
            -1,
            new GeneratorHealth.Processors(0.98, 0.99, 0.07, 0.12, ofMillis(12)),
            new GeneratorHealth.Pauses(ofMillis(37), 4, List.of(new GeneratorHealth.Pause(ofMillis(-2), ofMillis(31)))),
            GeneratorHealth.UNBOUNDED);

    LoadPlan.Builder plan = LoadPlan.builder().target("http://127.0.0.1:8080/items");
    Duration elapsed = Duration.ofNanos(318_700_000);
    boolean interrupted;
    Counts counts = counts(200, 0, Map.of(Outcome.OK, 200L));
    Rates rates = new Rates(0, 627.54942, 627.54942, 627.54942);
    Bytes bytes = new Bytes(12_345, 130_000, 122_400);
    LatencyDistribution responseTime = SortedTimes.upToMillis(200);
    LatencyDistribution serviceTime = responseTime;
    LatencyDistribution okResponseTime = responseTime;
    Phases phases = new Phases(
            Phase.NONE,
            phase(150, 0, 1_900),
            Phase.NONE,
            phase(10, 4, 400),
            phase(99_000, 900, 199_000),
            phase(50, 1, 900));
    SortedMap<Integer, Long> statusCodes = new TreeMap<>(Map.of(200, 200L));
    List<ErrorCount> errors = List.of();
    List<IntervalResult> intervals = List.of(new IntervalResult(Duration.ZERO, 200, 200, 0, responseTime));
    GeneratorHealth generator = HEALTHY;
    TargetHealth target = TargetHealth.UNKNOWN;
    Map<String, String> environment = new LinkedHashMap<>();

    Results() {
        environment.put("trueload", "0.1.0");
        environment.put("java", "17.0.15+6 Debian");
        environment.put("os", "Linux 6.1.0 amd64");
        environment.put("processors", "2");
    }

    /** Returns a run of everything that can happen: an open workload that was late, stopped, and badly answered. */
    static Results rich() {
        var results = new Results();
        results.plan = LoadPlan.builder()
                .target("https://shop.example:8443/items?page=2&access_token=canary-query")
                .method("POST")
                .header("Authorization", "Bearer canary-header")
                .header("Accept", "application/json")
                .body("canary-body")
                .stage(Stage.ramp(rate(10), rate(500), ofMillis(1_000)))
                .stage(Stage.hold(rate(500), ofMillis(2_000)))
                .concurrency(20)
                .arrivals(Arrivals.POISSON)
                .seed(42)
                .warmUp(ofMillis(500))
                .transport(new Transport(
                        true,
                        4,
                        true,
                        0,
                        URI.create("http://proxyuser:canary-proxy@proxy.example:3128"),
                        new TlsSettings(true, null, null, null),
                        0))
                .expect("p99 < 250ms", "service p50 < 1s", "p99.9 < 2s", "error rate = 0%");
        results.elapsed = Duration.ofNanos(3_210_987_654L);
        results.interrupted = true;
        results.counts = new Counts(
                412,
                3,
                840,
                77,
                Map.of(
                        Outcome.OK, 300L,
                        Outcome.BAD_STATUS, 60L,
                        Outcome.CHECK_FAILED, 5L,
                        Outcome.TIMED_OUT, 20L,
                        Outcome.CONNECT_FAILED, 4L,
                        Outcome.CONNECTION_LOST, 3L,
                        Outcome.PROTOCOL_ERROR, 2L,
                        Outcome.TLS_FAILED, 0L,
                        Outcome.IN_FLIGHT_AT_END, 15L));
        results.rates = new Rates(418.33333333333, 127.374844, 127.374844, 93.4292);
        results.responseTime = SortedTimes.upToMillis(400);
        results.serviceTime =
                SortedTimes.ofMicros(LongStream.rangeClosed(1, 390).map(time -> time * 125));
        results.okResponseTime = SortedTimes.upToMillis(300);
        results.statusCodes = new TreeMap<>(Map.of(200, 305L, 302, 40L, 503, 20L));
        results.errors = List.of(
                new ErrorCount(Outcome.TIMED_OUT, "no answer within 20s", 20),
                new ErrorCount(Outcome.CHECK_FAILED, "price is missing", 5),
                new ErrorCount(Outcome.CONNECT_FAILED, "connection refused: shop.example:8443", 4));
        results.intervals = List.of(
                new IntervalResult(
                        Duration.ZERO,
                        150,
                        120,
                        20,
                        Map.of(Outcome.BAD_STATUS, 18L, Outcome.TIMED_OUT, 2L),
                        SortedTimes.upToMillis(140),
                        ServiceTimes.of(SortedTimes.upToMillis(120))),
                new IntervalResult(Duration.ofSeconds(1), 1, 1, 0, SortedTimes.ofMillis(90)));
        Phases quick = results.phases;
        results.phases = new Phases(
                phase(100, 0, 900),
                quick.connect(),
                quick.nameLookup(),
                quick.write(),
                quick.firstByte(),
                quick.read());
        results.generator = LATE;
        return results;
    }

    /** Returns an unremarkable run that met its expectations, as the documentation shows it. */
    static Results example() {
        var results = new Results();
        results.plan.header("Accept", "application/json").expect("p99 < 250ms", "error rate = 0%");
        results.elapsed = Duration.ofNanos(48_137_912);
        results.rates = new Rates(0, 4_154.729521, 4_154.729521, 4_154.729521);
        results.responseTime = SortedTimes.ofMicros(LongStream.rangeClosed(1, 200)
                .map(index -> 1_912 + 37 * index + index * index * index * index * index / 12_000_000));
        results.serviceTime = results.responseTime;
        results.okResponseTime = results.responseTime;
        results.intervals = List.of(new IntervalResult(
                Duration.ZERO, 200, 200, 0, Map.of(), results.responseTime, ServiceTimes.of(results.serviceTime)));
        return results;
    }

    /** Returns a run against a target that refused every connection. */
    static Results noAnswer() {
        var results = new Results();
        results.elapsed = ofMillis(1);
        results.counts = counts(10, 0, Map.of(Outcome.CONNECT_FAILED, 10L));
        results.plan.requests(10).concurrency(5);
        results.rates = new Rates(0, 10_000, 10_000, 0);
        results.bytes = new Bytes(0, 0, 0);
        results.responseTime = SortedTimes.NONE;
        results.serviceTime = SortedTimes.NONE;
        results.okResponseTime = SortedTimes.NONE;
        results.phases = new Phases(Phase.NONE, Phase.NONE, Phase.NONE, Phase.NONE, Phase.NONE, Phase.NONE);
        results.statusCodes = new TreeMap<>();
        results.errors = List.of(new ErrorCount(Outcome.CONNECT_FAILED, "connection refused: 127.0.0.1:8080", 10));
        results.intervals = List.of(new IntervalResult(Duration.ZERO, 10, 0, 10, SortedTimes.NONE));
        return results;
    }

    /** Makes this a run of whole seconds with the given times, all of them of answers as expected. */
    Results seconds(int seconds, IntFunction<SortedTimes> times) {
        List<SortedTimes> each = IntStream.range(0, seconds).mapToObj(times).toList();
        elapsed = Duration.ofSeconds(seconds);
        intervals = IntStream.range(0, seconds)
                .mapToObj(i -> second(i, each.get(i), 0))
                .toList();
        responseTime = SortedTimes.sum(each);
        serviceTime = responseTime;
        okResponseTime = responseTime;
        long all = responseTime.count();
        counts = counts(all, 0, Map.of(Outcome.OK, all));
        statusCodes = new TreeMap<>(Map.of(200, all));
        double rate = (double) all / seconds;
        rates = new Rates(rate, rate, rate, rate);
        return this;
    }

    /** Returns one second of a run, counted from 0, in which everything that has a time was answered. */
    static IntervalResult second(int index, SortedTimes times, long failed) {
        return new IntervalResult(Duration.ofSeconds(index), times.count(), times.count() - failed, failed, times);
    }

    /** Returns the health of a generator whose schedule lag was of this length. */
    static GeneratorHealth late(Duration lag) {
        return unhealthy("schedule lag p99 was " + lag.toMillis() + "ms; use a faster machine", lag, Pauses.NONE);
    }

    /** Returns the health of a generator that stood still once. */
    static GeneratorHealth stopped(Duration at, Duration length) {
        return stopped(at, length, length);
    }

    /** Returns the health of a generator that stood still more often than its longest pauses tell. */
    static GeneratorHealth stopped(Duration at, Duration longest, Duration total) {
        return unhealthy("it was stopped", ofMillis(1), new Pauses(total, 10, List.of(new Pause(at, longest))));
    }

    /** Returns the health of a generator that was not, for a reason; nobody can tell how much longer that made times. */
    static GeneratorHealth unhealthy(String reason) {
        return unhealthy(reason, ofMillis(1), Pauses.NONE);
    }

    private static GeneratorHealth unhealthy(String reason, Duration lag, Pauses pauses) {
        return new GeneratorHealth(
                List.of(reason),
                lag,
                lag,
                lag,
                lag,
                0.97,
                ofMillis(300),
                ofMillis(31),
                61,
                1_048_576,
                GeneratorHealth.Processors.UNKNOWN,
                pauses,
                GeneratorHealth.UNBOUNDED);
    }

    static Counts counts(long planned, long dropped, Map<Outcome, Long> outcomes) {
        return new Counts(planned, dropped, 0, 0, outcomes);
    }

    static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }

    LoadResult build() {
        return new LoadResult(
                plan.build(),
                Instant.parse("2026-11-23T15:12:24.123Z"),
                elapsed,
                interrupted,
                counts,
                rates,
                bytes,
                responseTime,
                serviceTime,
                okResponseTime,
                phases,
                statusCodes,
                errors,
                intervals,
                generator,
                target,
                environment);
    }

    private static Rate rate(double perSecond) {
        return Rate.perSecond(perSecond);
    }

    static Phase phase(long meanMicros, long minMicros, long maxMicros) {
        return new Phase(micros(meanMicros), micros(minMicros), micros(maxMicros));
    }
}
