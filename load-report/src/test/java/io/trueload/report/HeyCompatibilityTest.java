// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static io.trueload.report.HeyReader.resource;
import static io.trueload.report.HeyReader.skeleton;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadResult.Bytes;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** hey's own reports, captured, and ours are read by the same regular expressions. */
class HeyCompatibilityTest {

    private static final String EOF = "Get \"http://127.0.0.1:8080/items\": EOF";

    static List<String> bothReports() throws IOException {
        return List.of(
                resource("hey-errors.txt"), TextReport.render(withErrors().build()));
    }

    @ParameterizedTest
    @MethodSource("bothReports")
    void report_readLikeHeys_givesAllNumbers(String text) {
        var hey = new HeyReader(text);

        assertThat(hey.summary()).containsOnlyKeys("Total", "Slowest", "Fastest", "Average");
        assertThat(hey.rates())
                .singleElement()
                .satisfies(rate -> assertThat(rate).isPositive());
        assertThat(hey.bytes()).containsOnlyKeys("Total data", "Size/request").containsEntry("Size/request", 612.0);
        assertThat(hey.marks()).hasSize(11);
        assertThat(hey.bucketCounts().stream().mapToLong(Long::longValue).sum()).isBetween(195L, 196L);
        assertThat(hey.bars()).allMatch(bar -> bar <= 40).contains(40);
        assertThat(hey.percentiles()).containsOnlyKeys("10", "25", "50", "75", "90", "95", "99");
        assertThat(List.copyOf(hey.percentiles().values())).isSorted();
        assertThat(hey.details()).containsOnlyKeys("DNS+dialup", "DNS-lookup", "req write", "resp wait", "resp read");
        assertThat(hey.details().values()).allMatch(times -> times.size() == 3);
        assertThat(hey.statuses()).containsOnlyKeys("200", "404");
        assertThat(hey.errors()).singleElement().asString().endsWith("× " + EOF);
    }

    @Test
    void ours_readLikeHeys_givesOurNumbers() {
        var hey = new HeyReader(TextReport.render(withErrors().build()));

        assertThat(hey.summary())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("Total", 0.3187, "Slowest", 0.196, "Fastest", 0.001, "Average", 0.0985));
        assertThat(hey.rates()).containsExactly(627.5494);
        assertThat(hey.marks()).startsWith("0.001", "0.021").endsWith("0.177", "0.196");
        assertThat(hey.bucketCounts()).startsWith(1L, 19L, 20L);
        assertThat(hey.percentiles()).containsEntry("50", 0.098).containsEntry("99", 0.195);
        assertThat(hey.details()).containsEntry("resp wait", List.of(0.099, 0.0009, 0.199));
        assertThat(hey.statuses()).containsEntry("200", 182.0).containsEntry("404", 14.0);
        assertThat(hey.errors()).containsExactly("4 × " + EOF);
    }

    @Test
    void layout_withErrors_isHeysToTheCharacter() throws IOException {
        assertThat(skeleton(TextReport.render(withErrors().build()))).startsWith(skeleton(resource("hey-errors.txt")));
    }

    @Test
    void layout_withoutErrors_isHeysToTheCharacter() throws IOException {
        assertThat(skeleton(TextReport.render(new Results().build()))).startsWith(skeleton(resource("hey-ok.txt")));
    }

    @Test
    void layout_noAnswer_isHeysWithoutItsNonNumbers() throws IOException {
        String hey = resource("hey-no-answer.txt")
                .replaceAll("(?m)^  .*NaN.*\\R", "")
                .replaceAll("(?m)^  (Slowest|Fastest):.*\\R", "")
                .replaceAll("(?m)^(  \\[10\\]\\t).*$", "$1connection refused: 127.0.0.1:8080");

        assertThat(skeleton(TextReport.render(Results.noAnswer().build()))).startsWith(skeleton(hey));
    }

    private static Results withErrors() {
        var results = new Results();
        results.counts =
                Results.counts(200, 0, Map.of(Outcome.OK, 182L, Outcome.BAD_STATUS, 14L, Outcome.CONNECTION_LOST, 4L));
        results.bytes = new Bytes(0, 0, 119_952);
        results.responseTime = SortedTimes.upToMillis(196);
        results.serviceTime = results.responseTime;
        results.okResponseTime = SortedTimes.upToMillis(182);
        results.statusCodes = new TreeMap<>(Map.of(200, 182L, 404, 14L));
        results.errors = List.of(new ErrorCount(Outcome.CONNECTION_LOST, EOF, 4));
        return results;
    }
}
