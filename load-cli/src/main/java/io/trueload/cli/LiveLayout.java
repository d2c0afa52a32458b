// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.Outcome;
import io.trueload.engine.RunListener.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;

/**
 * What stands where in the live view. Confined to one thread.
 *
 * <p>Ten lines are there in any case; what else there is room for comes in the order of its worth.
 */
final class LiveLayout {

    static final int LEAST_ROWS = 10;
    static final int LEAST_COLUMNS = 40;

    private static final int ESSENTIAL = LEAST_ROWS;
    private static final int FROM_HERE_WIDE = 72;
    private static final int LABEL = 12;
    private static final int NARROW_LABEL = 10;
    private static final int LONGEST_GAUGE = 40;
    private static final int SHORTEST_GAUGE = 8;
    private static final int CHARTS = 2;
    private static final int MORE_REASONS = 2;
    private static final int MESSAGES = 3;
    private static final int GAPS = 3;
    private static final int FEWEST_STEPS = 3;
    private static final int MOST_STEPS = 11;

    private final LiveState state;
    private final Progress progress;
    private final int rows;
    private final int columns;
    private final boolean colored;

    private LiveLayout(LiveState state, int rows, int columns, boolean colored) {
        this.state = state;
        this.progress = state.progress();
        this.rows = rows;
        this.columns = columns;
        this.colored = colored;
    }

    /** Returns the lines for a screen of some size: as many as it has rows, or one if it is too small for a view. */
    static List<AttributedString> lines(LiveState state, int rows, int columns, boolean colored) {
        var layout = new LiveLayout(state, rows, columns, colored);
        return rows < LEAST_ROWS || columns < LEAST_COLUMNS ? List.of(layout.bar()) : layout.screen();
    }

    private List<AttributedString> screen() {
        List<AttributedString> messages = messages();
        List<String> reasons = progress.generator().reasons();
        int spare = rows - ESSENTIAL;
        int charts = Math.min(CHARTS, spare);
        spare -= charts;
        int shownReasons = Math.min(Math.min(MORE_REASONS, Math.max(0, reasons.size() - 1)), spare);
        spare -= shownReasons;
        int shownMessages = Math.min(Math.min(MESSAGES, messages.size()), spare);
        spare -= shownMessages;
        // Its title, and a gap before it.
        int steps = Math.min(MOST_STEPS, spare - 2);
        boolean hasSteps = steps >= FEWEST_STEPS && !state.soFar().isEmpty();
        spare -= hasSteps ? steps + 2 : 0;
        int gaps = Math.min(GAPS, spare);
        spare -= gaps;
        int moreReasons = Math.min(Math.max(0, reasons.size() - 1 - shownReasons), spare);
        shownReasons += moreReasons;
        spare -= moreReasons;
        shownMessages += Math.min(messages.size() - shownMessages, spare);

        List<AttributedString> screen = new ArrayList<>();
        screen.add(heading());
        screen.add(gauge());
        gap(screen, gaps > 0);
        screen.add(rates());
        screen.addAll(times());
        gap(screen, gaps > 1);
        screen.addAll(charts().subList(0, charts));
        gap(screen, gaps > 2);
        screen.add(statusCodes());
        screen.add(errors());
        screen.addAll(messages.subList(0, shownMessages));
        if (hasSteps) {
            gap(screen, true);
            screen.add(title("Response times so far").end());
            screen.addAll(new LiveHistogram(state.soFar(), steps).lines(columns, colored));
        }
        // The last two lines stay at the bottom.
        while (screen.size() < rows - 2 - shownReasons) {
            gap(screen, true);
        }
        screen.add(health());
        reasons.stream()
                .skip(1)
                .limit(shownReasons)
                .forEach(
                        reason -> screen.add(label("").add(LiveTone.BAD, reason).end()));
        screen.add(keys());
        return screen;
    }

    private AttributedString bar() {
        return line().add(ProgressFigures.of(progress).line()).end();
    }

    private AttributedString heading() {
        LiveLine heading = title("trueload ");
        // The rest of a long URL is worth less than what load it is under.
        int room = heading.room() - state.plan().load().length() - 2;
        if (room >= state.plan().target().length()) {
            heading.add(state.plan().target()).addRight(state.plan().load(), columns);
        } else {
            heading.add(state.plan().target());
        }
        return heading.end();
    }

    private AttributedString gauge() {
        Duration elapsed = progress.elapsed();
        double share = progress.warmingUp() ? share(elapsed, state.plan().warmUp()) : progress.share();
        String percent = progress.warmingUp() ? "warm-up " : (int) Math.floor(share * 100) + "% ";
        String words = percent + LiveNumbers.clock(elapsed) + rest(elapsed, share);
        int length = Math.min(LONGEST_GAUGE, columns - words.length() - "[] ".length());
        LiveLine gauge = line();
        if (length >= SHORTEST_GAUGE) {
            int done = (int) Math.floor(Math.max(0, Math.min(1, share)) * length);
            gauge.add("[").add(LiveTone.CHART, "=".repeat(done)).add(" ".repeat(length - done) + "] ");
        }
        return gauge.add(words).end();
    }

    private String rest(Duration elapsed, double share) {
        Duration length =
                progress.warmingUp() ? state.plan().warmUp() : state.plan().length();
        if (!length.isZero()) {
            // Rounded up, so that what is over and what is left add up to the whole.
            Duration left = length.minus(elapsed).plusNanos(999_999_999);
            String of = " of " + LiveNumbers.clock(length);
            return left.toSeconds() > 0 ? of + ", " + LiveNumbers.clock(left) + " left" : of + ", last answers";
        }
        if (share >= 1 || share <= 0) {
            return "";
        }
        long left = Math.round(elapsed.toNanos() * (1 - share) / share);
        return ", about " + LiveNumbers.clock(Duration.ofNanos(left)) + " left";
    }

    private AttributedString rates() {
        if (!isWide()) {
            return narrowRates();
        }
        String offered = state.plan().isOpen() ? LiveNumbers.rate(progress.offeredRate()) : "-";
        LiveLine rates = label("Rates")
                .add("offered " + offered + "  sent " + LiveNumbers.rate(progress.sentRate()) + "  achieved "
                        + LiveNumbers.rate(progress.rate()));
        if (progress.dropped() > 0) {
            rates.addIfItFits(LiveTone.BAD, "  dropped " + LiveNumbers.count(progress.dropped()));
        }
        if (progress.waiting() > 0) {
            rates.addIfItFits(LiveTone.PLAIN, "  waiting " + LiveNumbers.count(progress.waiting()));
        }
        rates.addIfItFits(LiveTone.PLAIN, "  in flight " + LiveNumbers.count(progress.inFlight()));
        return rates.end();
    }

    private AttributedString narrowRates() {
        String offered = state.plan().isOpen() ? LiveNumbers.shortRate(progress.offeredRate()) : "-";
        return line().add("offered " + offered + " sent " + LiveNumbers.shortRate(progress.sentRate()) + " achieved "
                        + LiveNumbers.shortRate(progress.rate()))
                .addIfItFits(LiveTone.PLAIN, "/s")
                .end();
    }

    private List<AttributedString> times() {
        LiveLine head = label("Times");
        int width = isWide() ? 10 : 7;
        int column = labelColumns();
        List<String> names = List.of("p50", "p90", "p99", "max");
        for (int i = 0; i < names.size(); i++) {
            head.addRight(names.get(i), column + (i + 1) * width);
        }
        var last = progress.intervals().isEmpty()
                ? null
                : progress.intervals().get(progress.intervals().size() - 1).responseTime();
        return List.of(
                head.end(),
                times(isWide() ? "last second" : "last s", last == null ? state.soFar() : last, column, width),
                times("so far", state.soFar(), column, width));
    }

    private AttributedString times(String name, LatencyDistribution times, int column, int width) {
        LiveLine line = label(name);
        List<Double> percentiles = List.of(50.0, 90.0, 99.0);
        for (int i = 0; i < percentiles.size(); i++) {
            double percentile = percentiles.get(i);
            String time = times.carries(percentile) ? LiveNumbers.time(times.percentile(percentile)) : "-";
            line.addRight(time, column + (i + 1) * width);
        }
        return line.addRight(
                        times.isEmpty() ? "-" : LiveNumbers.time(times.max()),
                        column + (percentiles.size() + 1) * width)
                .end();
    }

    private List<AttributedString> charts() {
        List<Long> p99 =
                state.seconds().stream().map(LiveState.Second::p99Nanos).toList();
        List<Double> ok = state.seconds().stream().map(LiveState.Second::ok).toList();
        int width = columns - labelColumns() - " up to 1,000,000/s".length();
        String highest = LiveNumbers.time(Duration.ofNanos((long) Sparkline.mostOf(p99, width)));
        return List.of(
                chart("p99", p99, width, highest),
                chart("Achieved", ok, width, LiveNumbers.rate(Sparkline.mostOf(ok, width))));
    }

    private AttributedString chart(String name, List<? extends Number> values, int width, String highest) {
        if (values.isEmpty()) {
            return label(name).add("-").end();
        }
        return label(name)
                .add(LiveTone.CHART, Sparkline.of(values, width))
                .add(" up to " + highest)
                .end();
    }

    private AttributedString statusCodes() {
        LiveLine line = label("Status");
        if (progress.statusCodes().isEmpty()) {
            return line.add("no answers yet").end();
        }
        progress.statusCodes()
                .forEach((code, count) ->
                        line.addIfItFits(LiveTone.PLAIN, separator(line) + code + ": " + LiveNumbers.count(count)));
        return line.end();
    }

    private AttributedString errors() {
        LiveLine line = label("Errors");
        if (progress.errors() == 0) {
            return line.add("none").end();
        }
        long ended =
                progress.outcomes().values().stream().mapToLong(Long::longValue).sum();
        line.add(
                LiveTone.BAD,
                LiveNumbers.count(progress.errors()) + " ("
                        + LiveNumbers.percent((double) progress.errors() / Math.max(1, ended)) + ")");
        progress.outcomes().entrySet().stream()
                .filter(entry -> entry.getKey().isError() && entry.getValue() > 0)
                .sorted(Map.Entry.<Outcome, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> line.addIfItFits(
                        LiveTone.BAD, "  " + entry.getKey().label() + " " + LiveNumbers.count(entry.getValue())));
        return line.end();
    }

    private List<AttributedString> messages() {
        return state.messages().stream().map(this::message).toList();
    }

    private AttributedString message(ErrorCount error) {
        return label("")
                .add(LiveNumbers.count(error.count()) + " x " + error.outcome().label() + ": " + error.message())
                .end();
    }

    private AttributedString health() {
        GeneratorHealth generator = progress.generator();
        LiveLine line = label("Generator");
        if (!generator.isHealthy()) {
            return line.add(LiveTone.BAD, "NOT HEALTHY: " + generator.reasons().get(0))
                    .end();
        }
        line.add(LiveTone.GOOD, "healthy");
        String lag = "schedule lag p99 " + LiveNumbers.time(generator.scheduleLagP99());
        String cpu = generator.cpuShare() < 0 ? "" : ", cpu " + Math.round(generator.cpuShare() * 100) + "%";
        String hiccup = ", longest hiccup " + LiveNumbers.time(generator.maxHiccup());
        return line.addIfItFits(LiveTone.PLAIN, " (" + lag + cpu + hiccup + ")").end();
    }

    private AttributedString keys() {
        return state.paused()
                ? line().add(LiveTone.TITLE, "PAUSED")
                        .add(", run goes on  p resume  q stop")
                        .end()
                : line().add("q stop  p pause the view").end();
    }

    private boolean isWide() {
        return columns >= FROM_HERE_WIDE;
    }

    private LiveLine line() {
        return new LiveLine(columns, colored);
    }

    private LiveLine title(String text) {
        return line().add(LiveTone.TITLE, text);
    }

    private LiveLine label(String name) {
        return line().add(LiveTone.TITLE, name).add(" ".repeat(labelColumns() - name.length()));
    }

    private int labelColumns() {
        return isWide() ? LABEL : NARROW_LABEL;
    }

    private String separator(LiveLine line) {
        return line.room() == columns - labelColumns() ? "" : "  ";
    }

    private static void gap(List<AttributedString> screen, boolean wanted) {
        if (wanted) {
            screen.add(AttributedString.EMPTY);
        }
    }

    private static double share(Duration part, Duration whole) {
        return whole.isZero() ? 0 : Math.max(0, Math.min(1, (double) part.toNanos() / whole.toNanos()));
    }
}
