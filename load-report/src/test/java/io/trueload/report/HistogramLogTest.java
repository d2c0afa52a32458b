// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log, read by HdrHistogram's own reader. */
class HistogramLogTest {

    private static final long SEED = 7;
    private static final double BUCKET = 0.001;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Results results = new Results();

    @Test
    void log_readAgain_hasEveryTime_andIsWrittenWithAllOfThem() throws IOException {
        LoadResult result = results.seconds(40, second -> second == 7 ? SortedTimes.NONE : random(300))
                .build();
        String written = write(result);

        TimesLog read = readLog(written);

        var again = new ByteArrayOutputStream();
        HistogramLog.write(read, again);
        // Not the same bytes: the longest time is known to its bucket only.
        assertThat(histograms(again.toString(StandardCharsets.US_ASCII))).isEqualTo(histograms(written));
        assertThat(read.startedAt()).isEqualTo(result.startedAt());
        assertThat(read.elapsed()).isEqualTo(result.elapsed());
        assertThat(read.seconds()).hasSize(40);
        assertThat(read.seconds().get(7).responseTime().isEmpty()).isTrue();
        assertThat(read.responseTime().count()).isEqualTo(39 * 300);
        assertThat(read.render()).startsWith("Response times: 11700 in 40s; p10 ");
    }

    @Test
    void severalLogs_areToldByTheirNames() {
        LoadResult result =
                results.seconds(2, second -> SortedTimes.ofMillis(5)).build();

        assertThat(TimesLog.render(List.of(
                        new NamedTimes("a\u001b.hlog", TimesLog.of(result)),
                        new NamedTimes("none.hlog", new TimesLog(result.startedAt(), Duration.ZERO, List.of())))))
                .isEqualTo(
                        "Response times:\n  a\\u001b.hlog: 2 in 2s; p10 5ms, p25 5ms, p50 5ms, max 5ms\n  none.hlog: none\n");
    }

    @Test
    void logsOfParts_addUpSecondBySecond() throws IOException {
        LoadResult one = results.seconds(3, second -> random(300)).build();
        LoadResult other = new Results().seconds(4, second -> random(200)).build();

        TimesLog sum = TimesLog.sum(List.of(readLog(write(one)), readLog(write(other))));

        assertThat(sum.seconds())
                .extracting(second -> second.responseTime().count())
                .containsExactly(500L, 500L, 500L, 200L);
        assertThat(sum.elapsed()).isEqualTo(Duration.ofSeconds(4));
        assertThat(sum.responseTime().p99())
                .isEqualTo(LatencyDistribution.sum(List.of(
                                LatencyDistribution.sum(List.of(one.responseTime())),
                                LatencyDistribution.sum(List.of(other.responseTime()))))
                        .p99());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#[Histogram log format version 1.3]\n0,1,2,HISTFAAA\n", "nonsense"})
    void logOfOthers_isRefused(String log) {
        assertThatThrownBy(() -> readLog(log))
                .isInstanceOf(IOException.class)
                .hasMessage("not a histogram log of trueload");
    }

    @Test
    void brokenLog_isRefused() throws IOException {
        String written = write(results.seconds(2, second -> random(30)).build());

        assertThatThrownBy(() -> readLog(written.replaceAll("HIST[A-Za-z0-9+/=]+", "HISTbroken")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("not a histogram log that can be read: ");
    }

    @Test
    void logThatIsCutOff_orHasALineThatCannotBeRead_isRefused() throws IOException {
        String written = write(results.seconds(5, second -> random(30)).build());
        String third = written.lines()
                .filter(line -> line.startsWith("2.000"))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> readLog(written.substring(0, written.length() - 40)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can");
        assertThatThrownBy(() -> readLog(written.replace(third, "what was that")))
                .isInstanceOf(IOException.class)
                .hasMessage("the histogram log is damaged: of 5 seconds 2 can be read");
    }

    @Test
    void logOfNoSecond_keepsItsStart() throws IOException {
        results.intervals = List.of();

        assertThat(readLog(write(results.build())).startedAt())
                .isEqualTo(results.build().startedAt());
    }

    private static TimesLog readLog(String text) throws IOException {
        return HistogramLog.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void everySecond_roundTrip_hasItsCountAndItsPercentiles() throws IOException {
        LoadResult result =
                results.seconds(40, second -> random(second == 20 ? 900 : 200)).build();

        List<Histogram> read = read(result);

        assertThat(read).hasSize(40);
        for (int i = 0; i < 40; i++) {
            assertSame(read.get(i), result.intervals().get(i).responseTime());
        }
    }

    @Test
    void allSecondsMerged_areTheWholeRun() throws IOException {
        LoadResult result = results.seconds(40, second -> random(500)).build();

        Histogram merged = merged(read(result));

        assertThat(merged.getTotalCount()).isEqualTo(20_000);
        assertSame(merged, result.responseTime());
    }

    @Test
    void shortestAndLongestTimes_stayInTheirBuckets() throws IOException {
        results.seconds(1, second -> SortedTimes.ofMicros(LongStream.of(0, 1, 20_000_000)));

        Histogram read = read(results.build()).get(0);

        assertThat(read.getTotalCount()).isEqualTo(3);
        assertThat(read.getCountAtValue(0)).isEqualTo(1);
        assertThat(read.getCountAtValue(1_000)).isEqualTo(1);
        assertThat(read.getCountAtValue(20_000_000_000L)).isEqualTo(1);
    }

    @Test
    void anyTwoSeconds_canBeAdded() throws IOException {
        List<Histogram> read = read(results.seconds(2, second -> SortedTimes.ofMillis(second == 0 ? 1 : 20_000))
                .build());

        read.get(0).add(read.get(1));

        assertThat(read.get(0).getTotalCount()).isEqualTo(2);
    }

    @Test
    void emptySeconds_areKept() throws IOException {
        LoadResult result =
                results.seconds(5, second -> random(second == 2 ? 0 : 100)).build();

        assertThat(read(result)).extracting(Histogram::getTotalCount).containsExactly(100L, 100L, 0L, 100L, 100L);
    }

    @Test
    void seconds_haveTheirTimeOfDay_andTheLastEndsWithTheRun() throws IOException {
        results.seconds(3, second -> random(10));
        results.elapsed = Duration.ofMillis(2_250);
        long began = results.build().startedAt().toEpochMilli();

        List<Histogram> read = read(results.build());

        assertThat(read)
                .extracting(second -> second.getStartTimeStamp() - began)
                .containsExactly(0L, 1_000L, 2_000L);
        assertThat(read).extracting(second -> second.getEndTimeStamp() - began).containsExactly(1_000L, 2_000L, 2_250L);
    }

    @Test
    void runOfNothing_isAnEmptyLogWithItsHead() throws IOException {
        results.intervals = List.of();

        assertThat(write(results.build())).isEqualToNormalizingNewlines("""
            #[trueload: response times in ns, from the intended start of each request; one line a second]
            #[Histogram log format version 1.3]
            #[StartTime: 1795446744.123 (seconds since epoch), 2026-11-23T15:12:24.123Z]
            #[BaseTime: 1795446744.123 (seconds since epoch)]
            "StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"
            """);
        assertThat(read(results.build())).isEmpty();
    }

    @Test
    void secondWithoutTimes_afterTheEnd_hasNoNegativeLength() throws IOException {
        results.intervals = List.of(new IntervalResult(Duration.ofSeconds(9), 0, 0, 0, SortedTimes.NONE));

        assertThat(write(results.build())).contains("\n9.000,0.000,");
    }

    @Test
    void intervalMax_isInMilliseconds() throws IOException {
        results.seconds(2, second -> SortedTimes.ofMillis(1, 64 + 64 * second));

        assertThat(write(results.build()))
                .containsPattern("\n0\\.000,1\\.000,64\\.\\d+,H\\S+\n1\\.000,1\\.000,128\\.\\d+,H\\S+\n$");
    }

    @Test
    void defaultLocale_andTimeZone_changeNothing() throws IOException {
        results.seconds(2, second -> SortedTimes.upToMillis(100));
        String expected = write(results.build());
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
            assertThat(write(results.build())).isEqualTo(expected);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void planAndMessages_areNotInIt() throws IOException {
        assertThat(write(Results.rich().build())).doesNotContain("canary", "shop.example", "proxy", "price");
    }

    @Test
    void stream_isFlushed_notClosed() throws IOException {
        var out = new ByteArrayOutputStream() {
            private boolean flushed;

            @Override
            public void flush() {
                flushed = true;
            }

            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };

        HistogramLog.write(results.build(), out);

        assertThat(out.flushed).isTrue();
    }

    @Test
    void failingStream_isTold() {
        assertThatThrownBy(() -> HistogramLog.write(results.build(), new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    private static void assertSame(Histogram read, LatencyDistribution expected) {
        assertThat(read.getTotalCount()).isEqualTo(expected.count());
        for (double percentile : List.of(0.1, 1.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0, 99.9, 99.99, 100.0)) {
            double nanos = expected.percentile(percentile).toNanos();
            assertThat((double) read.getValueAtPercentile(percentile))
                    .as("p%s with seed %s", percentile, SEED)
                    .isCloseTo(nanos, within(nanos * BUCKET));
        }
    }

    private SortedTimes random(int count) {
        return SortedTimes.ofMicros(random.doubles(count)
                .mapToLong(uniform -> Math.round(1_000 - 20_000 * Math.log(1 - uniform))));
    }

    private static Histogram merged(List<Histogram> parts) {
        Histogram sum = new Histogram(3);
        parts.forEach(sum::add);
        return sum;
    }

    private static List<Histogram> read(LoadResult result) throws IOException {
        return histograms(write(result));
    }

    private static List<Histogram> histograms(String log) throws IOException {
        var bytes = new ByteArrayInputStream(log.getBytes(StandardCharsets.US_ASCII));
        List<Histogram> histograms = new ArrayList<>();
        try (var reader = new HistogramLogReader(bytes)) {
            for (var next = reader.nextIntervalHistogram(); next != null; next = reader.nextIntervalHistogram()) {
                histograms.add((Histogram) next);
            }
        }
        return histograms;
    }

    private static String write(LoadResult result) throws IOException {
        var out = new ByteArrayOutputStream();
        HistogramLog.write(result, out);
        return out.toString(StandardCharsets.US_ASCII);
    }
}
