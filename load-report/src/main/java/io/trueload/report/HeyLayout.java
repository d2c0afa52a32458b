// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Phase;

/**
 * The sections of hey's report, to the character.
 *
 * <p>A number that is not known is left out with its line, where hey would print {@code NaN} or a zero.
 */
final class HeyLayout {

    private final LoadResult result;
    private final TerminalText terminal;
    private final StringBuilder text = new StringBuilder();

    HeyLayout(LoadResult result, TerminalText terminal) {
        this.result = result;
        this.terminal = terminal;
    }

    String render() {
        summary();
        histogram();
        distribution();
        details();
        statusCodes();
        errors();
        return text.toString();
    }

    private void summary() {
        LatencyDistribution times = result.responseTime();
        text.append("\nSummary:\n");
        line("Total", Figures.heySeconds(result.elapsed()) + " secs");
        if (!times.isEmpty()) {
            line("Slowest", Figures.heySeconds(times.max()) + " secs");
            line("Fastest", Figures.heySeconds(times.min()) + " secs");
            line("Average", Figures.heySeconds(times.mean()) + " secs");
        }
        line("Requests/sec", Figures.heyRate(result.rates().achieved()));
        // hey's template leaves two blanks here, and scripts that count lines or compare texts see them.
        text.append("  \n");
        long answered = result.counts().answered();
        if (result.bytes().body() > 0 && answered > 0) {
            line("Total data", result.bytes().body() + " bytes");
            line("Size/request", result.bytes().body() / answered + " bytes");
        }
    }

    private void histogram() {
        text.append("\nResponse time histogram:\n");
        new HeyHistogram(result.responseTime()).appendTo(text);
        text.append("\n\n");
    }

    private void distribution() {
        text.append("Latency distribution:\n");
        LatencyDistribution times = result.responseTime();
        for (double percentile : Figures.carried(Figures.DISTRIBUTION, times)) {
            text.append("  ").append(Figures.percent(percentile)).append("% in ");
            text.append(Figures.heySeconds(times.percentile(percentile))).append(" secs\n");
        }
    }

    private void details() {
        text.append("\nDetails (average, fastest, slowest):\n");
        if (result.counts().answered() > 0) {
            phase("DNS+dialup", result.phases().connect());
            phase("DNS-lookup", result.phases().nameLookup());
            phase("req write", result.phases().write());
            phase("resp wait", result.phases().firstByte());
            phase("resp read", result.phases().read());
        }
    }

    private void statusCodes() {
        text.append("\nStatus code distribution:\n");
        result.statusCodes()
                .forEach((status, count) -> text.append("  [")
                        .append(status)
                        .append("]\t")
                        .append(count)
                        .append(" responses\n"));
        text.append('\n');
    }

    private void errors() {
        if (!result.errors().isEmpty()) {
            text.append("Error distribution:\n");
            result.errors()
                    .forEach(error -> text.append("  [")
                            .append(error.count())
                            .append("]\t")
                            .append(terminal.line(error.message()))
                            .append('\n'));
            text.append('\n');
        } else {
            text.append("\n\n");
        }
    }

    private void phase(String name, Phase phase) {
        line(
                name,
                Figures.heySeconds(phase.mean()) + " secs, " + Figures.heySeconds(phase.min()) + " secs, "
                        + Figures.heySeconds(phase.max()) + " secs");
    }

    private void line(String name, String value) {
        text.append("  ").append(name).append(":\t").append(value).append('\n');
    }
}
