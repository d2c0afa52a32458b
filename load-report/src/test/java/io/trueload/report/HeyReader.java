// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads hey's report as a script would: one regular expression for each kind of line. */
final class HeyReader {

    private static final Pattern SUMMARY = line("  ([A-Z]\\w+):\\t(\\d+\\.\\d{4}) secs");
    private static final Pattern RATE = line("  Requests/sec:\\t(\\d+\\.\\d{4})");
    private static final Pattern BYTES = line("  (Total data|Size/request):\\t(\\d+) bytes");
    private static final Pattern BUCKET = line("  (\\d+\\.\\d{3}) \\[(\\d+)\\]\\t\\|(■*)");
    private static final Pattern PERCENTILE = line("  (\\d+(?:\\.\\d+)?)% in (\\d+\\.\\d{4}) secs");
    private static final Pattern DETAIL =
            line("  (\\D+):\\t(\\d+\\.\\d{4}) secs, (\\d+\\.\\d{4}) secs, (\\d+\\.\\d{4}) secs");
    private static final Pattern STATUS = line("  \\[(\\d{3})\\]\\t(\\d+) responses");
    private static final Pattern ERROR = line("  \\[(\\d+)\\]\\t(?!\\d+ responses$)(.*)");

    private final String text;

    HeyReader(String text) {
        this.text = text;
    }

    static String resource(String name) throws IOException {
        try (InputStream in = HeyReader.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Map<String, Double> summary() {
        return numbers(SUMMARY);
    }

    List<Double> rates() {
        return find(RATE).stream().map(match -> Double.valueOf(match.group(1))).toList();
    }

    Map<String, Double> bytes() {
        return numbers(BYTES);
    }

    List<String> marks() {
        return find(BUCKET).stream().map(match -> match.group(1)).toList();
    }

    List<Long> bucketCounts() {
        return find(BUCKET).stream().map(match -> Long.valueOf(match.group(2))).toList();
    }

    List<Integer> bars() {
        return find(BUCKET).stream().map(match -> match.group(3).length()).toList();
    }

    Map<String, Double> percentiles() {
        return numbers(PERCENTILE);
    }

    Map<String, List<Double>> details() {
        return find(DETAIL).stream()
                .collect(toMap(
                        match -> match.group(1),
                        match -> List.of(
                                Double.valueOf(match.group(2)),
                                Double.valueOf(match.group(3)),
                                Double.valueOf(match.group(4))),
                        (a, b) -> List.of(),
                        LinkedHashMap::new));
    }

    Map<String, Double> statuses() {
        return numbers(STATUS);
    }

    List<String> errors() {
        return find(ERROR).stream()
                .map(match -> match.group(1) + " × " + match.group(2))
                .toList();
    }

    /** Returns the text with numbers and bars taken out: the layout alone. */
    static String skeleton(String text) {
        return text.replaceAll("\\d+(\\.\\d+)?", "#").replaceAll("■+", "");
    }

    private Map<String, Double> numbers(Pattern pattern) {
        return find(pattern).stream()
                .collect(toMap(
                        match -> match.group(1),
                        match -> Double.valueOf(match.group(2)),
                        (a, b) -> Double.NaN,
                        LinkedHashMap::new));
    }

    private List<MatchResult> find(Pattern pattern) {
        return pattern.matcher(text).results().toList();
    }

    private static Pattern line(String line) {
        return Pattern.compile("^" + line + "$", Pattern.MULTILINE);
    }
}
