// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results for Prometheus. */
class OpenMetricsReportTest {

    /** A sample by the grammar of OpenMetrics, with one label or none. */
    private static final Pattern SAMPLE =
            Pattern.compile("([a-z_0-9]+)(\\{[a-z_]+=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"})? (-?[0-9.]+)");

    private static final Map<String, List<String>> SUFFIXES = Map.of(
            "counter", List.of("_total"),
            "info", List.of("_info"),
            "gauge", List.of(""),
            "stateset", List.of(""),
            "summary", List.of("", "_count", "_sum"));

    @Test
    void figures_areThoseOfTheResult_inBaseUnits() {
        LoadResult result = Results.rich().build();

        Map<String, Double> samples = read(Written.of(result, OpenMetricsReport::write));

        for (Outcome outcome : Outcome.values()) {
            assertThat(samples.get("trueload_requests_total{outcome=\"" + outcome.label() + "\"}"))
                    .isEqualTo((double) result.counts().of(outcome));
        }
        assertThat(samples)
                .containsEntry("trueload_requests_dropped_total", 3.0)
                .containsEntry("trueload_answers_total{code=\"503\"}", 20.0)
                .containsEntry("trueload_response_time_seconds{quantile=\"0.99\"}", 0.396)
                .containsEntry("trueload_response_time_seconds_count", 400.0)
                .containsEntry("trueload_response_time_seconds_sum", 80.2)
                .containsEntry("trueload_rate{kind=\"offered\"}", 418.333333)
                .containsEntry("trueload_rate{kind=\"achieved\"}", 93.4292)
                .containsEntry("trueload_generator_healthy", 0.0)
                .containsEntry("trueload_schedule_lag_p99_seconds", 0.048)
                .containsEntry("trueload_verdict{trueload_verdict=\"INVALID\"}", 1.0)
                .containsEntry("trueload_verdict{trueload_verdict=\"PASS\"}", 0.0)
                .containsEntry("trueload_run_info{request=\"POST https://shop.example:8443/items\"}", 1.0)
                .doesNotContainKey("trueload_response_time_seconds{quantile=\"0.999\"}");
    }

    @Test
    void closedWorkload_andRunWithoutTimes_leaveOutWhatIsNotKnown() {
        Map<String, Double> samples = read(Written.of(Results.noAnswer().build(), OpenMetricsReport::write));

        assertThat(samples)
                .doesNotContainKey("trueload_rate{kind=\"offered\"}")
                .doesNotContainKey("trueload_response_time_seconds{quantile=\"0.5\"}")
                .containsEntry("trueload_response_time_seconds_count", 0.0);
    }

    @Test
    void timesAlone_areTheSameSamples_andNothingElseIs() {
        LoadResult result = Results.rich().build();
        TimesLog times = TimesLog.of(result);
        Map<String, Double> ofTimes = read(Written.of(times, OpenMetricsReport::write));

        assertThat(ofTimes)
                .containsEntry("trueload_response_time_seconds_count", (double)
                        times.responseTime().count())
                .containsEntry("trueload_run_seconds", 3.21098765);
        assertThat(ofTimes.keySet())
                .allMatch(name ->
                        name.startsWith("trueload_response_time_seconds") || name.equals("trueload_run_seconds"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trueload_x 1\n# EOF\n",
                "# TYPE trueload_x counter\ntrueload_x 1\n# EOF\n",
                "# TYPE trueload_x gauge\ntrueload_x one\n# EOF\n",
                "# TYPE trueload_x gauge\ntrueload_x 1\n"
            })
    void reader_refusesWhatIsNoOpenMetrics(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(AssertionError.class);
    }

    /** Reads strictly: each sample belongs to the family above it and has a suffix that its type allows; EOF ends all. */
    private static Map<String, Double> read(String text) {
        Map<String, Double> samples = new HashMap<>();
        String family = "";
        String type = "";
        assertThat(text).endsWith("\n# EOF\n").containsOnlyOnce("# EOF");
        for (String line : text.substring(0, text.length() - "# EOF\n".length()).split("\n")) {
            String[] words = line.split(" ");
            if (line.startsWith("# TYPE ")) {
                family = words[2];
                type = words[3];
            } else if (line.startsWith("# ")) {
                assertThat(words[1]).isIn("HELP", "UNIT");
                assertThat(words[2]).isEqualTo(family);
                assertThat(words[1].equals("UNIT") && !family.endsWith("_" + words[3]))
                        .isFalse();
            } else {
                Matcher sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                String name = sample.group(1);
                assertThat(SUFFIXES.getOrDefault(type, List.of()).stream().map(family::concat))
                        .contains(name);
                String label = sample.group(2) == null ? "" : sample.group(2);
                assertThat(samples.put(name + label, Double.valueOf(sample.group(3))))
                        .isNull();
            }
        }
        return samples;
    }
}
