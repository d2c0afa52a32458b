// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.trueload.engine.IntervalResult;
import io.trueload.engine.IntervalResult.ServiceTimes;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.Outcome;
import io.trueload.engine.Rate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a text; what a browser makes of it is another test's. */
class HtmlReportTest {

    @Test
    void verdict_isTheFirstThingOnThePage_andWhy() {
        String page = page(Results.rich().build());

        assertThat(page)
                .contains("<title>INVALID: POST https://shop.example:8443/items</title>")
                .containsSubsequence("<main>", "<h1><span class=\"verdict INVALID\">INVALID</span>", "<li>", "Charts");
    }

    @Test
    void policy_allowsTheStyleAndTheScriptOfThePage_andNothingElse() throws Exception {
        String page = page(new Results().build());

        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"default-src 'none'; style-src '(.*?)';"
                        + " script-src '(.*?)'; base-uri 'none'; form-action 'none'\"")
                .matcher(page);
        assertThat(policy.find()).isTrue();
        assertThat(policy.group(1)).isEqualTo(hash(between(page, "<style>", "</style>")));
        assertThat(policy.group(2)).isEqualTo(hash(between(page, "<script>", "</script>")));
        // The one for the data is not run.
        assertThat(page.split("<script", -1)).hasSize(3);
    }

    @Test
    void nothingOnThePage_isFetched() {
        String page = page(Results.rich().build());

        assertThat(page)
                .doesNotContainPattern(
                        "(?i)<(link|img|iframe|object|embed|base)|\\s(src|href|srcset|style)=|@import|url\\(");
    }

    @Test
    void secrets_areMasked_namesOfRunsIncluded() throws IOException {
        Results rich = Results.rich();
        rich.errors = List.of(new ErrorCount(Outcome.CHECK_FAILED, "echoed canary-header and canary-query", 50));

        assertThat(page(rich.build())).contains("echoed ***").doesNotContain("canary");
        assertThat(page(List.of(
                        new NamedResult("canary-header.json", rich.build()), new NamedResult("b", rich.build()))))
                .contains("***.json")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"</script><script>alert(1)</script>", "<!--<script>", "]]>\"'&amp;<b>"})
    void textsOfOthers_areText(String hostile) throws IOException {
        Results results = new Results();
        results.errors = List.of(new ErrorCount(Outcome.CHECK_FAILED, hostile, 1));
        LoadResult result = results.build();

        String page = page(List.of(new NamedResult(hostile, result), new NamedResult("other", result)));

        assertThat(page).doesNotContain("alert(1)</script>", "<!--<script", "<b>");
        assertThat(page.split("(?i)<script", -1)).hasSize(3);
        assertThat(page.split("(?i)</script", -1)).hasSize(3);
        assertThat(names(page)).containsExactly(hostile, "other");
    }

    @Test
    void hourOfSeconds_staysBelow400KB_andSoDoesADay() throws IOException {
        String hour = page(ofSeconds(3_600));
        String day = page(ofSeconds(86_400));

        assertThat(bytes(hour)).isBetween(150_000, 400_000);
        assertThat(bytes(day)).isBetween(150_000, 400_000);
    }

    @Test
    void failures_areDrawnByOutcome_ofOneRunIfTheyAreAllKnown() throws IOException {
        var known = new Results();
        known.elapsed = Duration.ofSeconds(2);
        known.intervals = List.of(failing(0, 3, Map.of(Outcome.TIMED_OUT, 3L)), failing(1, 0, Map.of()));
        var unknown = new Results();
        unknown.elapsed = Duration.ofSeconds(2);
        unknown.intervals = List.of(failing(0, 3, Map.of(Outcome.TIMED_OUT, 3L)), failing(1, 2, Map.of()));

        assertThat(page(known.build())).contains("\"failures\":{\"timedOut\":[3,0]}");
        assertThat(page(unknown.build())).contains("\"failures\":{}");
        assertThat(page(List.of(new NamedResult("a", known.build()), new NamedResult("b", known.build()))))
                .doesNotContain("\"failures\":");
    }

    @Test
    void failuresOfManySecondsTakenTogether_areNotRoundedAway() {
        var results = new Results();
        results.elapsed = Duration.ofDays(1);
        results.intervals = IntStream.range(0, 86_400)
                .mapToObj(second ->
                        second == 50 ? failing(50, 1, Map.of(Outcome.TIMED_OUT, 1L)) : failing(second, 0, Map.of()))
                .toList();

        // One in the 24 seconds of a point.
        assertThat(page(results.build())).contains("\"timedOut\":[0,0,0.0417,0,");
    }

    @Test
    void severalRuns_haveATableOfAll_andEachItsSection() throws IOException {
        String page = page(List.of(
                new NamedResult("before.json", new Results().build()),
                new NamedResult("after.json", Results.noAnswer().build())));

        assertThat(page)
                .contains("<h1>2 runs</h1>")
                .containsSubsequence(
                        "before.json</th><td class=\"PASS\">PASS</td>",
                        "after.json</th><td class=\"FAIL\">FAIL</td>",
                        "Charts",
                        "<h2>before.json</h2>",
                        "<h2>after.json</h2>");
    }

    @Test
    void timesAlone_haveAPageWithoutVerdictRatesAndOutcomes() throws IOException {
        TimesLog times = TimesLog.of(new Results()
                .seconds(2, second -> SortedTimes.upToMillis(100 + second))
                .build());

        String one = timesPage(List.of(new NamedTimes("run.hlog", times)));
        String two = timesPage(List.of(new NamedTimes("<a>.hlog", times), new NamedTimes("b.hlog", times)));

        assertThat(one)
                .contains("<title>Response times</title>", "<h1>Response times</h1>", "201 requests; began ")
                .contains(
                        "<th scope=\"row\">response time</th>",
                        ">100.008</td>",
                        "data-chart=\"curve\"",
                        "id=\"seconds\"")
                .doesNotContain(
                        "class=\"verdict", "data-chart=\"rates\"", "data-chart=\"outcomes\"", "\"ok\":", "\"failed\":");
        assertThat(two)
                .contains("<h1>Response times of 2 runs</h1>", "&lt;a&gt;.hlog: 201 requests; began ")
                .doesNotContain("<a>.hlog", "id=\"seconds\"");
        assertThat(names(two)).containsExactly("<a>.hlog", "b.hlog");
    }

    @Test
    void noRun_isRefused() {
        assertThatThrownBy(() -> timesPage(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be times of one run or more to show");
        assertThatThrownBy(() -> page(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be one result or more to show");
    }

    /** Returns a run at a rate, each second of which has times of its own. */
    private static LoadResult ofSeconds(int seconds) {
        var results = new Results();
        results.plan = LoadPlan.builder()
                .target("http://127.0.0.1:8080/")
                .rate(Rate.perSecond(1_000))
                .duration(Duration.ofSeconds(seconds));
        results.elapsed = Duration.ofSeconds(seconds);
        results.intervals = IntStream.range(0, seconds)
                .mapToObj(second -> new IntervalResult(
                        Duration.ofSeconds(second),
                        1_000,
                        993 - second % 7,
                        7 + second % 7,
                        failures(7 + second % 7),
                        times(second),
                        ServiceTimes.of(times(second))))
                .toList();
        return results.build();
    }

    private static IntervalResult failing(int second, long failed, Map<Outcome, Long> failures) {
        return new IntervalResult(
                Duration.ofSeconds(second), failed, 0, failed, failures, SortedTimes.NONE, ServiceTimes.UNKNOWN);
    }

    /** Returns failures of all kinds, which is what takes most room. */
    private static Map<Outcome, Long> failures(long all) {
        Map<Outcome, Long> failures = new EnumMap<>(Outcome.class);
        Arrays.stream(Outcome.values()).filter(Outcome::isError).forEach(outcome -> failures.put(outcome, 1L));
        failures.put(Outcome.TIMED_OUT, all - failures.size() + 1);
        return failures;
    }

    private static LatencyDistribution times(int second) {
        long base = 1_234_567 + second * 7_919L % 100_000_000;
        return LatencyDistribution.of(
                new long[] {base, base * 3, base * 7, base * 9},
                new long[] {600, 350, 45, 5},
                new LatencyDistribution.Summary(
                        Duration.ofNanos(base),
                        Duration.ofNanos(base * 9),
                        Duration.ofNanos(base * 2),
                        Duration.ofNanos(base)));
    }

    private static List<String> names(String page) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(between(page, "id=\"data\">", "</script>"))) {
            return JsonNode.of(parser).get("runs").elements().stream()
                    .map(run -> run.get("name").text())
                    .toList();
        }
    }

    private static String page(LoadResult result) {
        return Written.of(result, HtmlReport::write);
    }

    private static String page(List<NamedResult> runs) throws IOException {
        var out = new ByteArrayOutputStream();
        HtmlReport.write(runs, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String timesPage(List<NamedTimes> runs) throws IOException {
        var out = new ByteArrayOutputStream();
        HtmlReport.writeTimes(runs, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static int bytes(String page) {
        return page.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String between(String text, String before, String after) {
        int start = text.indexOf(before) + before.length();
        return text.substring(start, text.indexOf(after, start));
    }

    private static String hash(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(hash);
    }
}
