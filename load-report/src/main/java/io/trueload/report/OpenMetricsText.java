// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LatencyDistribution;
import java.math.BigDecimal;
import java.util.Map;

/** Text of OpenMetrics in the making. Not thread-safe. */
final class OpenMetricsText {

    private final Redaction redaction;
    private final StringBuilder text = new StringBuilder();

    OpenMetricsText(Redaction redaction) {
        this.redaction = redaction;
    }

    /** Writes a distribution: the percentiles that its samples carry, and their number and sum. */
    void times(String name, String help, LatencyDistribution times) {
        head(name, "summary", "seconds", help);
        for (double percentile : Figures.carried(Figures.DISTRIBUTION, times)) {
            BigDecimal quantile =
                    BigDecimal.valueOf(percentile).movePointLeft(2).stripTrailingZeros();
            sample(name, Map.of("quantile", quantile.toPlainString()), Figures.seconds(times.percentile(percentile)));
        }
        sample(name + "_count", Map.of(), times.count());
        double sum = times.isEmpty() ? 0 : times.mean().toNanos() / 1e9 * times.count();
        sample(name + "_sum", Map.of(), Figures.number(sum));
    }

    /**
     * Writes one value.
     *
     * @param unit empty for none
     */
    void gauge(String name, String unit, String help, double value) {
        head(name, "gauge", unit, help);
        sample(name, Map.of(), Figures.number(value));
    }

    /** Writes what samples of one name, to follow, are. */
    void head(String name, String type, String unit, String help) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        if (!unit.isEmpty()) {
            text.append("# UNIT ").append(name).append(' ').append(unit).append('\n');
        }
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    }

    /** Writes a count with one label or none. */
    void sample(String name, Map<String, String> label, long count) {
        sample(name, label, BigDecimal.valueOf(count));
    }

    /** Writes a sample with one label or none. */
    void sample(String name, Map<String, String> label, BigDecimal value) {
        text.append(name);
        label.forEach((key, content) -> text.append('{')
                .append(key)
                .append("=\"")
                .append(escaped(content))
                .append("\"}"));
        text.append(' ').append(value.toPlainString()).append('\n');
    }

    /** Ends the text and returns all of it. */
    String end() {
        return text.append("# EOF\n").toString();
    }

    private String escaped(String content) {
        return redaction
                .apply(content)
                .replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\"", "\\\"");
    }
}
