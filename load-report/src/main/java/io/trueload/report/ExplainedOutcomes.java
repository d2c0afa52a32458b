// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came back, in one line: how many as expected, then what else, the most frequent first. */
final class ExplainedOutcomes {

    private static final int MOST = 4;

    private final LoadResult result;
    private final TerminalText terminal;

    ExplainedOutcomes(LoadResult result, TerminalText terminal) {
        this.result = result;
        this.terminal = terminal;
    }

    String text() {
        List<Part> parts = new ArrayList<>();
        result.statusCodes().entrySet().stream()
                .filter(entry -> !result.plan().accepted().contains(entry.getKey()))
                .forEach(entry -> parts.add(new Part(entry.getValue(), "status " + entry.getKey())));
        result.errors().stream()
                .filter(error -> error.outcome() != Outcome.BAD_STATUS)
                .forEach(error -> parts.add(new Part(
                        error.count(), error.outcome().label() + " (" + terminal.line(error.message()) + ")")));
        for (Map.Entry<Outcome, Long> outcome : result.counts().outcomes().entrySet()) {
            if (outcome.getKey() == Outcome.IN_FLIGHT_AT_END && outcome.getValue() > 0) {
                parts.add(new Part(outcome.getValue(), "still in flight at the end"));
            }
        }
        parts.sort((a, b) -> Long.compare(b.count, a.count));
        var text = new StringBuilder(number(result.counts().of(Outcome.OK))).append(" ok");
        parts.stream().limit(MOST).forEach(part -> text.append(", ").append(part));
        if (parts.size() > MOST) {
            text.append(", and ").append(parts.size() - MOST).append(" other kinds");
        }
        if (result.counts().dropped() > 0) {
            text.append(", ").append(number(result.counts().dropped())).append(" dropped");
        }
        return text.toString();
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private record Part(long count, String what) {

        @Override
        public String toString() {
            return number(count) + " × " + what;
        }
    }
}
