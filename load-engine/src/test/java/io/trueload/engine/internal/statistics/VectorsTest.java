// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trueload.engine.internal.statistics.Vectors.Row;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every statistic held against values that scipy computed. */
class VectorsTest {

    private static final Offset<Double> CLOSE = within(1e-9);

    @Test
    void binomial_tails_areThoseOfScipy() {
        assertThat(rows("binomial-tails", 350)).allSatisfy(row -> {
            Binomial binomial = new Binomial(row.whole("trials"), row.number("chance"));
            assertThat(binomial.atMost(row.whole("successes"))).isCloseTo(row.number("atMost"), CLOSE);
            assertThat(binomial.moreThan(row.whole("successes"))).isCloseTo(row.number("moreThan"), CLOSE);
        });
    }

    @Test
    void binomial_smallTails_keepTheirDigits() {
        List<Row> small = Vectors.of("binomial-tails").stream()
                .filter(row -> row.number("moreThan") > 1e-200 && row.number("moreThan") < 1e-4)
                .toList();

        assertThat(small).hasSizeGreaterThan(50).allSatisfy(row -> {
            Binomial binomial = new Binomial(row.whole("trials"), row.number("chance"));
            assertThat(binomial.moreThan(row.whole("successes")) / row.number("moreThan"))
                    .isCloseTo(1, CLOSE);
        });
    }

    @Test
    void ranks_areExactlyThoseOfScipy() {
        assertThat(rows("order-ranks", 250))
                .allSatisfy(row -> assertThat(OrderStatistics.of(
                                row.whole("samples"), row.number("quantile"), row.number("confidence")))
                        .isEqualTo(new OrderStatistics(row.whole("lower"), row.whole("upper"))));
    }

    @Test
    void leastSamples_areTheFirstThatHaveAnUpperRank() {
        assertThat(rows("minimum-samples", 24)).allSatisfy(row -> {
            double confidence = 1 - 2 * row.number("tail");
            long samples = row.whole("samples");
            assertThat(OrderStatistics.of(samples, row.number("quantile"), confidence)
                            .upper())
                    .isLessThanOrEqualTo(samples);
            assertThat(OrderStatistics.of(samples - 1, row.number("quantile"), confidence)
                            .upper())
                    .isEqualTo(samples);
        });
    }

    @Test
    void exceedanceLimits_areExactlyThoseOfScipy() {
        assertThat(rows("exceedance-limits", 100))
                .allSatisfy(row -> assertThat(ExceedanceLimits.of(
                                row.whole("samples"),
                                Math.round((1 - row.number("quantile")) * 1e9) / 1e9,
                                row.number("error")))
                        .isEqualTo(new ExceedanceLimits(row.whole("failAbove"), row.whole("provenUpTo"))));
    }

    @Test
    void shareBounds_areThoseOfScipy() {
        assertThat(rows("share-bounds", 50)).allSatisfy(row -> {
            long successes = row.whole("successes");
            long trials = row.whole("trials");
            double confidence = row.number("confidence");
            assertThat(ShareBounds.lower(successes, trials, confidence)).isCloseTo(row.number("lower"), CLOSE);
            assertThat(ShareBounds.upper(successes, trials, confidence)).isCloseTo(row.number("upper"), CLOSE);
        });
    }

    @Test
    void effectiveCounts_areThoseOfTheirDefinition() {
        assertThat(rows("effective-counts", 14))
                .allSatisfy(row -> assertThat(EffectiveCount.of(row.wholes("samples"), row.wholes("beyond"))
                                / row.number("effective"))
                        .isCloseTo(1, CLOSE));
    }

    @Test
    void trends_areThoseOfScipy() {
        assertThat(rows("trends", 10)).allSatisfy(row -> {
            Trend trend = Trend.of(row.numbers("values"));
            assertThat(trend.slope()).isCloseTo(row.number("slope"), CLOSE);
            assertThat(trend.deviations()).isCloseTo(row.number("deviations"), CLOSE);
        });
    }

    @Test
    void changePoints_areThoseOfTheirDefinition() {
        assertThat(rows("change-points", 10)).allSatisfy(row -> {
            ChangePoint change = ChangePoint.of(row.numbers("values"));
            assertThat(change.index()).isEqualTo((int) row.whole("index"));
            assertThat(change.step()).isCloseTo(row.number("step"), CLOSE);
            assertThat(change.deviations()).isCloseTo(row.number("deviations"), CLOSE);
            assertThat(change.separate()).isEqualTo(Boolean.parseBoolean(row.text("separate")));
        });
    }

    /** The same figures as in the literature, so that a mistake of the script does not pass. */
    @ParameterizedTest
    @CsvSource({"0.99, 1000, 983, 997", "0.99, 10000, 9880, 9920", "0.999, 30000, 29959, 29981"})
    void ranks_ofKnownTables(double quantile, long samples, long lower, long upper) {
        assertThat(OrderStatistics.of(samples, quantile, 0.95)).isEqualTo(new OrderStatistics(lower, upper));
    }

    @Test
    void shareBound_ofNoErrors_isTheRuleOfThree() {
        assertThat(ShareBounds.upper(0, 3_000, 0.95)).isCloseTo(0.001, within(2e-6));
    }

    private static List<Row> rows(String table, int least) {
        List<Row> rows = Vectors.of(table);
        assertThat(rows).hasSizeGreaterThanOrEqualTo(least);
        return rows;
    }
}
