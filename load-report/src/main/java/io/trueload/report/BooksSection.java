// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where every planned request went, and whether the counts of it agree with one another. */
final class BooksSection {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final LoadResult result;
    private final Counts counts;

    BooksSection(LoadResult result) {
        this.result = result;
        this.counts = result.counts();
    }

    String render() {
        var text = new StringBuilder("Books:\n");
        line(text, "planned " + counts.planned() + " = sent " + counts.sent() + " + dropped " + counts.dropped());
        line(text, "sent " + counts.sent() + outcomes());
        List<String> errors = imbalances();
        line(text, errors.isEmpty() ? "The books balance." : "THE BOOKS DO NOT BALANCE: " + String.join("; ", errors));
        if (counts.unsentAtStop() > 0) {
            line(
                    text,
                    "unsent " + counts.unsentAtStop()
                            + ": not due or not begun when the run was stopped; not part of planned");
        }
        if (counts.warmUp() > 0) {
            line(text, "warm-up " + counts.warmUp() + ": sent before recording began; part of no other number");
        }
        long redirects = redirects();
        if (redirects > 0) {
            line(
                    text,
                    "Hint: " + redirects + (redirects == 1 ? " answer was a redirect" : " answers were redirects")
                            + "; --redirects N follows them, --ok 2xx,3xx accepts them");
        }
        return text.toString();
    }

    private String outcomes() {
        Map<Outcome, Long> outcomes = counts.outcomes();
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .map(entry -> entry.getKey().label() + " " + entry.getValue())
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" + "), sum -> sum.isEmpty() ? sum : " = " + sum));
    }

    private List<String> imbalances() {
        List<String> errors = new ArrayList<>();
        if (counts.planned() != counts.sent() + counts.dropped()) {
            errors.add(counts.planned() + " planned, but " + (counts.sent() + counts.dropped()) + " sent or dropped");
        }
        // The histogram and the counters are written apart, so each vouches for the other.
        long timed = counts.outcomes().entrySet().stream()
                .filter(entry -> entry.getKey().isTimed())
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (timed != result.responseTime().count()) {
            errors.add(timed + " requests have a response time, but "
                    + result.responseTime().count() + " were recorded");
        }
        if (counts.of(Outcome.OK) != result.okResponseTime().count()) {
            errors.add(counts.of(Outcome.OK) + " requests were ok, but the times of "
                    + result.okResponseTime().count() + " were recorded");
        }
        return errors;
    }

    private long redirects() {
        if (result.plan().transport().redirects() > 0) {
            return 0;
        }
        return result.statusCodes().entrySet().stream()
                .filter(entry -> REDIRECTS.contains(entry.getKey()))
                .filter(entry -> !result.plan().accepted().contains(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static void line(StringBuilder text, String line) {
        text.append("  ").append(line).append('\n');
    }
}
