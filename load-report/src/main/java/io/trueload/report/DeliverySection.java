// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.GeneratorHealth.Pause;
import io.trueload.engine.IntervalResult;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Phase;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.TargetHealth;
import io.trueload.engine.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How the load was made: the rates, and the health of what made it. */
final class DeliverySection {

    /** What no number of a closed workload can show, and its reader should know. */
    private static final String CLOSED_WORKLOAD =
            "Closed workload: sending waited for the answers, so users who would have come during a stall are not in these"
                    + " times (coordinated omission); --rate measures them";

    /** From this growth on, in seconds a second, less than 95 % of what is offered is answered. */
    private static final double SATURATED = 0.05;

    /** Below this share of response time, and below this time, waiting for a connection is handing over from thread to thread. */
    private static final double BLOCKED_SHARE = 0.001;

    private static final Duration BLOCKED = Duration.ofMillis(1);

    private static final String RESUMED =
            "; a resumed one continues an earlier session and costs less than the full one of a new client";

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LoadResult result;
    private final TerminalText terminal;

    DeliverySection(LoadResult result, TerminalText terminal) {
        this.result = result;
        this.terminal = terminal;
    }

    String render() {
        String slowName = result.environment().get("slowestNameLookup");
        String failed = result.environment().get("failedAddresses");
        String handshakes = result.environment().get("tlsHandshakes");
        return proxy() + rates() + "\n" + saturation() + blocked() + "Generator: " + health() + "\n" + undisturbed()
                + (slowName == null
                        ? ""
                        : "Names: the slowest look-up took " + slowName + "; look at the name server\n")
                + (failed == null
                        ? ""
                        : "Addresses: failed to connect to " + terminal.line(failed) + "; the name has several\n")
                + connections()
                + (handshakes == null ? "" : "TLS handshakes: " + terminal.line(handshakes) + RESUMED + "\n")
                + (result.target().isKnown() ? "Target: " + target() + "\n" : "");
    }

    /** Returns how many connections the whole run took, or nothing if they were no more than those to begin with. */
    private String connections() {
        String counts = result.environment().getOrDefault("connectionsOpened", "0");
        int first = result.plan().workload().concurrency();
        try {
            long opened =
                    Stream.of(counts.split(" \\+ ")).mapToLong(Long::parseLong).sum();
            return opened <= first || !result.plan().transport().keepAlive()
                    ? ""
                    : "Connections: " + opened + " opened in the whole run, which began with " + first + "\n";
        } catch (NumberFormatException e) {
            // Of a result that somebody else has written.
            return "";
        }
    }

    /** Returns what stood between, without user information; nothing if nothing did. */
    private String proxy() {
        URI proxy = result.plan().transport().proxy();
        return proxy == null ? "" : "Proxy: " + terminal.line(proxy.getHost() + ":" + proxy.getPort()) + "\n";
    }

    private String rates() {
        return "Rates: " + ratesAlone() + (isOpen() ? "" : "\n" + CLOSED_WORKLOAD);
    }

    /** Returns the rates in one line, such as {@code offered 200.0/s, sent 200.0/s, achieved 198.0/s}. */
    String ratesAlone() {
        Rates rates = result.rates();
        return (isOpen() ? "offered " + Figures.perSecond(rates.offered()) + ", " : "") + "sent "
                + Figures.perSecond(rates.sent()) + ", achieved " + Figures.perSecond(rates.achieved());
    }

    private boolean isOpen() {
        return result.plan().workload() instanceof Workload.Open;
    }

    /** Returns whether the target was offered more than it can answer, or nothing if not, or if it may be the generator. */
    private String saturation() {
        double growth = result.responseTimeGrowth();
        return growth < SATURATED || !result.generator().isHealthy()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "Saturated: response time grew by %.0f ms in each second, since more is offered than the target answers;"
                                + " in a longer run it would be longer\n",
                        growth * 1_000);
    }

    /** Returns for how long requests waited for the target to free or accept a connection, or nothing if they did not. */
    private String blocked() {
        LatencyDistribution times = result.responseTime();
        Phase blocked = result.phases().blocked();
        return times.isEmpty()
                        || blocked.mean().toNanos()
                                <= BLOCKED_SHARE * times.mean().toNanos()
                        || blocked.mean().compareTo(BLOCKED) < 0
                ? ""
                : "Blocked: requests waited for " + Figures.time(blocked.mean()) + " on average and up to "
                        + Figures.time(blocked.max()) + ", since all connections were busy\n";
    }

    /** Returns what is left without the seconds in which the generator stood still, or nothing if it did not. */
    private String undisturbed() {
        List<Pause> pauses = result.generator().pauses().longest();
        Duration named = pauses.stream().map(Pause::length).reduce(Duration.ZERO, Duration::plus);
        boolean allNamed = named.compareTo(result.generator().pauses().total()) >= 0;
        if (result.generator().isHealthy() || pauses.isEmpty() || !allNamed) {
            return "";
        }
        List<IntervalResult> left = result.intervals().stream()
                .filter(second -> pauses.stream().noneMatch(pause -> overlap(second, pause)))
                .toList();
        LatencyDistribution times = LatencyDistribution.sum(
                left.stream().map(IntervalResult::responseTime).toList());
        return times.carries(99)
                ? String.format(
                        Locale.ROOT,
                        "Without the seconds in which it stood still and the next, %d of %d: p50 %s, p99 %s, max %s\n",
                        result.intervals().size() - left.size(),
                        result.intervals().size(),
                        Figures.time(times.p50()),
                        Figures.time(times.p99()),
                        Figures.time(times.max()))
                : "";
    }

    /** Returns whether a request that met the pause may have ended in the second: in the pause, or a second behind it. */
    private static boolean overlap(IntervalResult second, Pause pause) {
        Duration end = pause.start().plus(pause.length()).plus(SECOND);
        return second.start().compareTo(end) <= 0 && second.start().plus(SECOND).compareTo(pause.start()) > 0;
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
