// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The seconds of a run, row by row. */
class SecondsCsvTest {

    @Test
    void openWorkload_hasARowForEachSecond_andEmptyCellsForWhatIsNotKnown() {
        Results rich = Results.rich();
        rich.elapsed = Duration.ofSeconds(2);

        assertThat(Written.of(rich.build(), SecondsCsv::write))
                .isEqualTo("start_s,offered_per_s,sent,ok,failed,p50_ms,p90_ms,p99_ms,min_ms,max_ms\n"
                        + "0,255,150,120,20,70,126,139,1,140\n"
                        + "1,500,1,1,0,,,,90,90\n");
    }

    @Test
    void closedWorkload_offersNothing_andSecondsWithoutTimesHaveNone() {
        var results = new Results();
        results.intervals = List.of(Results.second(0, SortedTimes.NONE, 0));

        assertThat(Written.of(results.build(), SecondsCsv::write)).endsWith("_ms\n0,,0,0,0,,,,,\n");
    }
}
