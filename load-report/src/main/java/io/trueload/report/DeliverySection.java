// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.TargetHealth;
import io.trueload.engine.Workload;

/** How the load was made: the rates, and the health of what made it. */
final class DeliverySection {

    /** What no number of a closed workload can show, and its reader should know. */
    private static final String CLOSED_WORKLOAD =
            "Closed workload: sending waited for the answers, so users who would have come during a stall are not in these"
                    + " times (coordinated omission); --rate measures them";

    private static final String RESUMED =
            "; a resumed one continues an earlier session and costs less than the full one of a new client";

    private final LoadResult result;
    private final TerminalText terminal;

    DeliverySection(LoadResult result, TerminalText terminal) {
        this.result = result;
        this.terminal = terminal;
    }

    String render() {
        String slowName = result.environment().get("slowestNameLookup");
        String handshakes = result.environment().get("tlsHandshakes");
        return rates() + "\nGenerator: " + health() + "\n"
                + (slowName == null
                        ? ""
                        : "Names: the slowest look-up took " + slowName + "; look at the name server\n")
                + (handshakes == null ? "" : "TLS handshakes: " + terminal.line(handshakes) + RESUMED + "\n")
                + (result.target().isKnown() ? "Target: " + target() + "\n" : "");
    }

    private String rates() {
        Rates rates = result.rates();
        String made = "sent " + Figures.perSecond(rates.sent()) + ", achieved " + Figures.perSecond(rates.achieved());
        boolean open = result.plan().workload() instanceof Workload.Open;
        return open
                ? "Rates: offered " + Figures.perSecond(rates.offered()) + ", " + made
                : "Rates: " + made + "\n" + CLOSED_WORKLOAD;
    }

    /** Returns the generator's health in one line. */
    String health() {
        GeneratorHealth health = result.generator();
        if (!health.isHealthy()) {
            return "NOT HEALTHY: " + terminal.line(String.join("; ", health.reasons()));
        }
        return "healthy (schedule lag p99 " + Figures.time(health.scheduleLagP99()) + ", cpu "
                + cpu(health.cpuShare()) + ", gc " + Figures.time(health.gcPause()) + ", longest hiccup "
                + Figures.time(health.maxHiccup()) + ")";
    }

    /** Returns what the target's container used and lacked, what explains most first. */
    String target() {
        TargetHealth target = result.target();
        return terminal.line(
                target.findings().isEmpty() ? target.summary() : "NOT WELL: " + String.join("; ", target.findings()));
    }

    private static String cpu(double share) {
        return Double.isFinite(share) && share >= 0 ? Math.round(share * 100) + "%" : "unknown";
    }
}
