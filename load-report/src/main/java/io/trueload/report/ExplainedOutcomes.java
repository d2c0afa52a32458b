// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What came back, in one line: how many as expected, then what else, the most frequent first. */
final class ExplainedOutcomes {

    private static final int MOST = 4;

    /** What comes back may be long, and the report has it all. */
    private static final int LONGEST_MESSAGE = 120;

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
        for (Outcome outcome : Outcome.values()) {
            if (outcome.isError() && outcome != Outcome.BAD_STATUS) {
                addErrors(outcome, parts);
            }
        }
        addIfAny(result.counts().of(Outcome.IN_FLIGHT_AT_END), "still in flight at the end", parts);
        parts.sort(Comparator.comparingLong(Part::count).reversed());
        var text = new StringBuilder(number(result.counts().of(Outcome.OK))).append(" ok");
        parts.stream().limit(MOST).forEach(part -> text.append(", ").append(part));
        if (parts.size() > MOST) {
            int others = parts.size() - MOST;
            text.append(", and ").append(others).append(others == 1 ? " other kind" : " other kinds");
        }
        if (result.counts().dropped() > 0) {
            text.append(", ").append(number(result.counts().dropped())).append(" dropped");
        }
        return text.toString();
    }

    private void addErrors(Outcome outcome, List<Part> parts) {
        long unexplained = result.counts().of(outcome);
        for (ErrorCount error : result.errors()) {
            if (error.outcome() == outcome) {
                parts.add(new Part(error.count(), outcome.label() + " (" + shortened(error.message()) + ")"));
                unexplained -= error.count();
            }
        }
        addIfAny(unexplained, outcome.label(), parts);
    }

    /** Returns the beginning of a message; cut only when no secret is left in it, half of which would not be known. */
    private String shortened(String message) {
        String line = terminal.line(message);
        return line.codePointCount(0, line.length()) <= LONGEST_MESSAGE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_MESSAGE)) + "…";
    }

    private static void addIfAny(long count, String what, List<Part> parts) {
        if (count > 0) {
            parts.add(new Part(count, what));
        }
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
