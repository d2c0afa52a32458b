// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.Header;
import io.trueload.engine.IntervalResult;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.RequestSource;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.SecretNames;
import io.trueload.engine.TargetHealth;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that were written and are read again. */
class JsonReadTest {

    @Test
    void result_readAgain_isWrittenTheSame() throws IOException {
        Results rich = Results.rich();
        rich.target = new TargetHealth(50, 45, Duration.ofMillis(2_345), 1_000, -1, 1, "exit code 137");
        for (Results results : List.of(rich, new Results(), Results.noAnswer())) {
            LoadResult result = engineLike(results.build());
            String written = write(result);

            LoadResult read = read(result, written);

            assertThat(write(read)).isEqualTo(written);
            assertThat(write(readAlone(written))).isEqualTo(written);
            assertThat(read.verdict()).isEqualTo(result.verdict());
            assertThat(read.counts()).isEqualTo(result.counts());
            assertThat(read.phases()).isEqualTo(result.phases());
            assertThat(read.intervals())
                    .extracting(IntervalResult::failures)
                    .isEqualTo(result.intervals().stream()
                            .map(IntervalResult::failures)
                            .toList());
            assertThat(read.target()).isEqualTo(result.target());
            assertThat(read.generator()).isEqualTo(result.generator());
            assertThat(TextReport.render(read)).isEqualTo(TextReport.render(result));
            assertThat(histogramLog(read)).isEqualTo(histogramLog(result));
        }
    }

    @Test
    void resultReadWithoutItsPlan_hasItsVerdict_andNoSecret() throws IOException {
        LoadResult result = engineLike(Results.rich().build());

        LoadResult read = readAlone(write(result));

        assertThat(read.verdict()).isEqualTo(result.verdict());
        assertThat(read.plan().workload()).isEqualTo(result.plan().workload());
        assertThat(((RequestSource.Repeated) read.plan().source()).request().headers())
                .extracting(Header::value)
                .containsOnly(SecretNames.MASK);
    }

    @Test
    void resultOfRequestsMadeInCode_readWithoutItsPlan_isWrittenTheSame_andCannotBeCarriedOut() throws IOException {
        var results = new Results();
        results.plan.source(RequestSource.cycle(List.of(RequestSpec.builder().build())));
        String written = write(engineLike(results.build()));

        LoadResult read = readAlone(written);

        assertThat(write(read)).isEqualTo(written);
        assertThatThrownBy(() -> read.plan().source().request(0))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("the requests of a stored plan were made in code");
    }

    @Test
    void resultOfBeforeThereWereServiceTimesOfSeconds_isRead() throws IOException {
        String written = write(engineLike(Results.rich().build()));
        String older = written.replaceAll(" *\"service(P\\d\\d|Max)Ms\": [^\n]*\n", "");

        assertThat(older).isNotEqualTo(written).doesNotContain("serviceP50Ms");
        assertThat(readAlone(older).intervals().get(0).serviceTime()).isEqualTo(IntervalResult.ServiceTimes.UNKNOWN);
    }

    @Test
    void resultOfBeforeFailuresOfSecondsHadKinds_isRead() throws IOException {
        String written = write(engineLike(Results.rich().build()));
        String older = written.replaceAll(" *\"failures\": \\{[^}]*},\n", "");
        String again = write(readAlone(older));

        assertThat(older).isNotEqualTo(written).doesNotContain("\"failures\"");
        IntervalResult first = readAlone(older).intervals().get(0);
        assertThat(first.failures()).isEmpty();
        assertThat(first.failed()).isEqualTo(20);
        assertThat(first.isFailureKnown()).isFalse();
        assertThat(again)
                .contains("\"failed\": 20,\n    \"failures\": null,", "\"failed\": 0,\n    \"failures\": { },");
    }

    @Test
    void rateThatIsRoundedTwice_isToldInTheSameDigits() throws IOException {
        var results = new Results();
        results.rates = new Rates(0, 3970.8136499, 3970.8136499, 3970.8136499);
        LoadResult result = engineLike(results.build());

        assertThat(TextReport.render(readAlone(write(result)))).isEqualTo(TextReport.render(result));
    }

    @Test
    void planThatIsNone_isRefused_withItsReason() throws IOException {
        String written = write(new Results().build());

        assertThatThrownBy(() -> readAlone(written.replace("\"type\": \"closed\"", "\"type\": \"ajar\"")))
                .isInstanceOf(IOException.class)
                .hasMessage("not a result that can be read: there is no workload ajar");
    }

    @Test
    void distribution_readAgain_hasEveryPercentile_andTheExactExtremes() throws IOException {
        LoadResult result = engineLike(Results.rich().build());

        LatencyDistribution read = read(result, write(result)).responseTime();

        for (double percentile = 0; percentile <= 100; percentile += 0.1) {
            assertThat(read.percentile(percentile))
                    .isEqualTo(result.responseTime().percentile(percentile));
        }
        assertThat(read.mean()).isEqualTo(result.responseTime().mean());
        assertThat(read.stddev()).isEqualTo(result.responseTime().stddev());
    }

    @Test
    void confidence_ofARunReadAgain_isTheSame() throws IOException {
        LoadResult result = engineLike(new Results()
                .seconds(40, second -> SortedTimes.upToMillis(70 + second))
                .build());

        assertThat(read(result, write(result)).confidenceInterval(99)).isEqualTo(result.confidenceInterval(99));
    }

    @Test
    void steadyPart_ofARunReadAgain_isTheSame() throws IOException {
        var results = new Results().seconds(40, second -> SortedTimes.upToMillis(second < 5 ? 400 : 200));
        results.plan.expect("steady p99 < 201ms").duration(Duration.ofSeconds(40));
        LoadResult result = engineLike(results.build());

        LoadResult read = read(result, write(result));

        assertThat(result.steadyState().start()).isEqualTo(Duration.ofSeconds(5));
        assertThat(read.steadyState().start()).isEqualTo(result.steadyState().start());
        assertThat(read.steadyState().responseTime().p99())
                .isEqualTo(result.steadyState().responseTime().p99());
        assertThat(read.effectiveSamples(99)).isEqualTo(result.effectiveSamples(99));
        assertThat(read.verdict()).isEqualTo(result.verdict());
    }

    @Test
    void documentThatIsCutOff_isRefused() {
        LoadResult result = new Results().build();

        assertThatThrownBy(() -> read(result, write(result).substring(0, 1_000)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void baseline_isRefused_withWhatReadsIt() {
        assertThatThrownBy(() -> readAlone("{\"schema\": \"trueload-baseline/1\"}"))
                .isInstanceOf(IOException.class)
                .hasMessage("this is a baseline, and no result of a run; trueload compare reads it");
    }

    @Test
    void otherSchema_isRefused_withBothNames() {
        assertThatThrownBy(() -> read(new Results().build(), "{\"schema\": \"trueload-result/2\"}"))
                .isInstanceOf(IOException.class)
                .hasMessage("the result is of the schema trueload-result/2, but trueload-result/1 is read here: both"
                        + " sides must be of the same version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "12", "{\"schema\": 1}", "{\"schema\": \"trueload-result/1\"}", "nonsense"})
    void otherDocument_isRefused(String document) {
        assertThatThrownBy(() -> read(new Results().build(), document)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void documentOfEndlessDepth_isRefused_andOverflowsNoStack(String deeper) {
        assertThatThrownBy(() -> read(new Results().build(), deeper.repeat(100_000)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void instantThatIsNone_orSomethingBehindTheResult_isRefused() {
        LoadResult result = new Results().build();

        assertThatThrownBy(() -> read(result, write(result).replaceFirst("startedAt\": \"2026", "startedAt\": \"26")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("not a result that can be read: ");
        assertThatThrownBy(() -> read(result, write(result) + "{}"))
                .isInstanceOf(IOException.class)
                .hasMessage("something follows the result");
    }

    @Test
    void histogram_thatIsNone_isRefused_withItsReason() {
        LoadResult result = new Results().build();

        assertThatThrownBy(() ->
                        read(result, write(result).replaceAll("\"histogram\": \"[^\"]+\"", "\"histogram\": \"AAAA\"")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("not a result that can be read: not a histogram: ");
    }

    @Test
    void count_thatIsNotTheHistograms_isRefused() {
        LoadResult result = new Results().build();

        assertThatThrownBy(() -> read(result, write(result).replaceFirst("\"count\": 200", "\"count\": 201")))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "not a result that can be read: responseTimeMs counts 201 times, but its histogram holds 200");
    }

    /** Returns the result with distributions as precise as those of the engine; results made by hand have exact ones. */
    private static LoadResult engineLike(LoadResult result) {
        return new LoadResult(
                result.plan(),
                result.startedAt(),
                result.elapsed(),
                result.interrupted(),
                result.counts(),
                result.rates(),
                result.bytes(),
                precise(result.responseTime()),
                precise(result.serviceTime()),
                precise(result.okResponseTime()),
                result.phases(),
                result.statusCodes(),
                result.errors(),
                result.intervals().stream()
                        .map(interval -> new IntervalResult(
                                interval.start(),
                                interval.sent(),
                                interval.ok(),
                                interval.failed(),
                                interval.failures(),
                                precise(interval.responseTime()),
                                interval.serviceTime()))
                        .toList(),
                result.generator(),
                result.target(),
                result.environment());
    }

    private static LatencyDistribution precise(LatencyDistribution exact) {
        return LatencyDistribution.sum(List.of(exact));
    }

    private static LoadResult read(LoadResult original, String document) throws IOException {
        return JsonReport.read(original.plan(), new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    }

    private static LoadResult readAlone(String document) throws IOException {
        return JsonReport.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    }

    private static String write(LoadResult result) throws IOException {
        var out = new ByteArrayOutputStream();
        JsonReport.write(result, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String histogramLog(LoadResult result) throws IOException {
        var out = new ByteArrayOutputStream();
        HistogramLog.write(result, out);
        return out.toString(StandardCharsets.US_ASCII);
    }
}
