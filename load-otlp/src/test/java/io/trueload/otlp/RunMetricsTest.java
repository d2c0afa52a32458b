// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.Outcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run becomes as metrics. */
class RunMetricsTest {

    private final Runs run = new Runs();

    @Test
    void metrics_haveTheirUnits_andTheSourceThatSaysThem() {
        List<MetricData> all = all();

        assertThat(all)
                .extracting(metric -> metric.getName() + " " + metric.getUnit() + " " + metric.getType())
                .containsExactly(
                        "trueload.requests {request} LONG_SUM",
                        "trueload.dropped {request} LONG_SUM",
                        "trueload.response_time s EXPONENTIAL_HISTOGRAM",
                        "trueload.service_time s EXPONENTIAL_HISTOGRAM",
                        "trueload.response_time.percentile s DOUBLE_GAUGE",
                        "trueload.rate {request}/s DOUBLE_GAUGE",
                        "trueload.schedule_lag.p99 s DOUBLE_GAUGE",
                        "trueload.generator.healthy 1 DOUBLE_GAUGE");
        assertThat(all).allSatisfy(metric -> {
            assertThat(metric.getDescription()).isNotEmpty();
            assertThat(metric.getResource().getAttributes())
                    .hasToString("{service.name=\"trueload\", service.version=\"0.1.0\"}");
            assertThat(metric.getInstrumentationScopeInfo().getName()).isEqualTo("io.trueload");
            assertThat(metric.getInstrumentationScopeInfo().getVersion()).isEqualTo("0.1.0");
        });
    }

    @Test
    void requests_areTotalsByOutcome_fromBeginningToEnd() {
        MetricData requests = metric("trueload.requests");
        Collection<LongPointData> points = requests.getLongSumData().getPoints();

        assertThat(requests.getLongSumData().isMonotonic()).isTrue();
        assertThat(requests.getLongSumData().getAggregationTemporality()).isEqualTo(AggregationTemporality.CUMULATIVE);
        assertThat(points).hasSameSizeAs(Outcome.values()).allSatisfy(point -> {
            assertThat(point.getStartEpochNanos()).isEqualTo(Runs.START_NANOS);
            assertThat(point.getEpochNanos()).isEqualTo(Runs.START_NANOS + 10_000_000_123L);
            assertThat(point.getAttributes().get(RunMetrics.REQUEST)).isEqualTo("GET http://127.0.0.1:8080/items");
        });
        Map<String, Long> counts = new LinkedHashMap<>();
        points.forEach(point -> counts.put(point.getAttributes().get(RunMetrics.OUTCOME), point.getValue()));
        assertThat(counts)
                .containsEntry("ok", 990L)
                .containsEntry("timedOut", 10L)
                .containsEntry("tlsFailed", 0L);
        assertThat(metric("trueload.dropped").getLongSumData().getPoints())
                .singleElement()
                .extracting(LongPointData::getValue)
                .isEqualTo(3L);
    }

    @Test
    void gauges_haveTheFiguresOfTheRun_inSeconds() {
        assertThat(values("trueload.response_time.percentile"))
                .containsEntry("percentile=50.0", 0.5)
                .containsEntry("percentile=99.0", 0.99)
                .containsEntry("percentile=99.9", 0.999)
                .hasSize(4);
        assertThat(values("trueload.rate"))
                .isEqualTo(Map.of("kind=offered", 100.0, "kind=sent", 99.5, "kind=achieved", 99.0));
        assertThat(values("trueload.schedule_lag.p99")).containsExactly(Map.entry("", 0.000123456));
        assertThat(values("trueload.generator.healthy")).containsExactly(Map.entry("", 1.0));
    }

    @Test
    void whatIsNotKnown_isLeftOut() {
        run.rates = new Rates(0, 0, Double.NaN, Double.POSITIVE_INFINITY);
        run.responseTime = Runs.times(1_000_000, 999);

        assertThat(values("trueload.rate")).isEmpty();
        assertThat(values("trueload.response_time.percentile")).hasSize(3).doesNotContainKey("percentile=99.9");
    }

    private Map<String, Double> values(String name) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (DoublePointData point : metric(name).getDoubleGaugeData().getPoints()) {
            Attributes rest =
                    point.getAttributes().toBuilder().remove(RunMetrics.REQUEST).build();
            values.put(rest.toString().replaceAll("[{}\"]", ""), point.getValue());
        }
        return values;
    }

    private MetricData metric(String name) {
        return all().stream()
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<MetricData> all() {
        return new RunMetrics(run.build(), new Source("0.1.0")).all();
    }
}
