// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.Outcome;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the charts of a page are drawn from, as JSON that may stand in HTML: columns of numbers, times in milliseconds. */
final class JsonPageData {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    /** Values on an axis must differ where their neighbors are near. */
    private static final MathContext FINE = new MathContext(6, RoundingMode.HALF_UP);

    private static final int BARS = 40;

    /** Points of the percentile curve for each factor of ten of rarity. */
    private static final int POINTS = 20;

    private final List<ChartedRun> runs;
    private final JsonGenerator json;

    private JsonPageData(List<ChartedRun> runs, JsonGenerator json) {
        this.runs = runs;
        this.json = json;
    }

    static String of(List<ChartedRun> runs) throws IOException {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            new JsonPageData(runs, json).write();
        }
        // So that no text in it can end the script element.
        return text.toString().replace("<", "\\u003c");
    }

    private void write() throws IOException {
        List<Duration> limits = limits();
        json.writeStartObject();
        json.writeArrayFieldStart("runs");
        for (ChartedRun run : runs) {
            json.writeStartObject();
            json.writeStringField("name", run.name());
            seconds(run);
            curve(run);
            histogram(run.responseTime(), limits);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void failures(ChartedRun run) throws IOException {
        json.writeObjectFieldStart("failures");
        for (Outcome outcome : run.failures()) {
            column(
                    outcome.label(),
                    run.seconds(),
                    second -> rounded(second.failures().getOrDefault(outcome, 0.0)));
        }
        json.writeEndObject();
    }

    private void seconds(ChartedRun run) throws IOException {
        List<PageSecond> seconds = run.seconds();
        column("start", seconds, second -> BigDecimal.valueOf(second.start().toMillis(), 3));
        if (run.isOffered()) {
            column("offered", seconds, second -> rounded(second.offered()));
        }
        if (run.isCounted()) {
            column("sent", seconds, second -> rounded(second.sent()));
            column("ok", seconds, second -> rounded(second.ok()));
            column("failed", seconds, second -> rounded(second.failed()));
        }
        if (runs.size() == 1) {
            failures(run);
        }
        column("p50", seconds, second -> percentile(second.times(), 50));
        column("p90", seconds, second -> percentile(second.times(), 90));
        column("p99", seconds, second -> percentile(second.times(), 99));
        column(
                "max",
                seconds,
                second ->
                        second.times().isEmpty() ? null : millis(second.times().max()));
        if (run.hasServiceTimes()) {
            column("serviceP50", seconds, second -> known(second.service().p50()));
            column("serviceP90", seconds, second -> known(second.service().p90()));
            column("serviceP99", seconds, second -> known(second.service().p99()));
            column("serviceMax", seconds, second -> known(second.service().max()));
        }
    }

    /** Writes both distributions by rarity: 100 of {@code beyond} is the time that one request in a hundred exceeds, p99. */
    private void curve(ChartedRun run) throws IOException {
        List<Double> beyond = IntStream.iterate(
                        0, point -> run.responseTime().carries(percentile(point)), point -> point + 1)
                .limit(10L * POINTS)
                .mapToObj(point -> Math.pow(10, (double) point / POINTS))
                .toList();
        json.writeObjectFieldStart("curve");
        column("beyond", beyond, each -> BigDecimal.valueOf(each).round(FINE));
        column("response", beyond, each -> percentile(run.responseTime(), 100 - 100 / each));
        if (!run.serviceTime().isEmpty()) {
            column("service", beyond, each -> percentile(run.serviceTime(), 100 - 100 / each));
        }
        json.writeEndObject();
    }

    private static double percentile(int point) {
        return 100 - 100 / Math.pow(10, (double) point / POINTS);
    }

    private void histogram(LatencyDistribution times, List<Duration> limits) throws IOException {
        json.writeObjectFieldStart("histogram");
        column("upTo", limits, limit -> BigDecimal.valueOf(limit.toNanos(), 6).round(FINE));
        column("counts", IntStream.range(0, limits.size()).boxed().toList(), bar -> {
            long below = bar == 0 ? 0 : times.countAtOrBelow(limits.get(bar - 1));
            return BigDecimal.valueOf(times.countAtOrBelow(limits.get(bar)) - below);
        });
        json.writeEndObject();
    }

    /** Returns the upper limits of the bars, each the same factor above the one before, from the shortest time to the longest. */
    private List<Duration> limits() {
        List<LatencyDistribution> some = runs.stream()
                .map(ChartedRun::responseTime)
                .filter(times -> !times.isEmpty())
                .toList();
        if (some.isEmpty()) {
            return List.of();
        }
        double shortest = some.stream()
                .mapToDouble(times -> Math.max(1_000, (double) times.min().toNanos()))
                .min()
                .orElseThrow();
        double longest = some.stream()
                .mapToDouble(
                        times -> Math.max(2 * shortest, (double) times.max().toNanos()))
                .max()
                .orElseThrow();
        return IntStream.rangeClosed(1, BARS)
                .mapToObj(bar -> Duration.ofNanos(
                        (long) Math.ceil(shortest * Math.pow(longest / shortest, (double) bar / BARS))))
                .toList();
    }

    private <T> void column(String name, List<T> rows, Function<T, @Nullable BigDecimal> cell) throws IOException {
        json.writeArrayFieldStart(name);
        for (T row : rows) {
            BigDecimal value = cell.apply(row);
            if (value == null) {
                json.writeNull();
            } else {
                json.writeNumber(
                        value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
            }
        }
        json.writeEndArray();
    }

    private static @Nullable BigDecimal percentile(LatencyDistribution times, double percentile) {
        return times.carries(percentile) ? millis(times.percentile(percentile)) : null;
    }

    private static @Nullable BigDecimal known(Duration time) {
        return time.isZero() ? null : millis(time);
    }

    private static BigDecimal millis(Duration time) {
        return BigDecimal.valueOf(time.toNanos(), 6).round(DIGITS);
    }

    private static @Nullable BigDecimal rounded(double rate) {
        if (!Double.isFinite(rate)) {
            return null;
        }
        BigDecimal exact = BigDecimal.valueOf(rate);
        // Of little, digits are left, however many seconds share it.
        return rate < 100 ? exact.round(DIGITS) : exact.setScale(0, RoundingMode.HALF_UP);
    }
}
