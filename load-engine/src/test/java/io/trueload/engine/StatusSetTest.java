// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trueload.engine.StatusSet.Range;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusSetTest {

    @ParameterizedTest
    @CsvSource({"0, false", "199, false", "200, true", "204, true", "299, true", "300, false", "500, false"})
    void successful_statuses_areThe2xx(int status, boolean accepted) {
        assertThat(StatusSet.SUCCESSFUL.contains(status)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({"199, false", "200, true", "201, false", "399, false", "400, true", "404, true", "405, false"})
    void contains_severalRanges_looksIntoEach(int status, boolean accepted) {
        StatusSet statuses = new StatusSet(List.of(new Range(200, 200), new Range(400, 404)));

        assertThat(statuses.contains(status)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100, 100",
        "100, 199, 1xx",
        "200, 299, 2xx",
        "200, 298, 200-298",
        "201, 299, 201-299",
        "150, 249, 150-249",
        "200, 399, 200-399",
        "999, 999, 999",
    })
    void toString_range_isAsShortAsTheSyntaxAllows(int first, int last, String text) {
        assertThat(new Range(first, last)).hasToString(text);
    }

    @Test
    void toString_severalRanges_areJoinedByCommas() {
        assertThat(new StatusSet(List.of(new Range(200, 299), new Range(404, 404))))
                .hasToString("2xx,404");
    }

    @ParameterizedTest
    @CsvSource({"99, 200", "200, 1000", "300, 299", "-1, 0", "0, 0"})
    void range_outOfBoundsOrBackwards_isRefused(int first, int last) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Range(first, last))
                .withMessage("not a range of status codes: " + first + "-" + last);
    }

    @Test
    void set_empty_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StatusSet(List.of()))
                .withMessage("accepted statuses must not be empty");
    }

    @Test
    void ranges_changedByTheCaller_stayAsTheyWere() {
        List<Range> ranges = new ArrayList<>(List.of(new Range(200, 200)));
        StatusSet statuses = new StatusSet(ranges);

        ranges.add(new Range(500, 500));

        assertThat(statuses.contains(500)).isFalse();
    }
}
