// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.IntervalResult.ServiceTimes;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The seconds of a run, row by row. */
class SecondsCsvTest {

    @Test
    void openWorkload_hasARowForEachSecond_andEmptyCellsForWhatIsNotKnown() {
        Results rich = Results.rich();
        rich.elapsed = Duration.ofSeconds(2);
        IntervalResult first = rich.intervals.get(0);
        ServiceTimes service = ServiceTimes.of(
                SortedTimes.ofMicros(LongStream.rangeClosed(1, 50).map(i -> i * 500)));
        rich.intervals = List.of(
                new IntervalResult(
                        first.start(),
                        first.sent(),
                        first.ok(),
                        first.failed(),
                        first.failures(),
                        first.responseTime(),
                        service),
                rich.intervals.get(1));

        assertThat(Written.of(rich.build(), SecondsCsv::write))
                .isEqualTo("start_s,offered_per_s,sent,ok,failed,p50_ms,p90_ms,p99_ms,min_ms,max_ms,"
                        + "service_p50_ms,service_p90_ms,service_p99_ms,service_max_ms\n"
                        + "0,255,150,120,20,70,126,139,1,140,12.5,22.5,,25\n"
                        + "1,500,1,1,0,,,,90,90,,,,\n");
    }

    @Test
    void closedWorkload_offersNothing_andSecondsWithoutTimesHaveNone() {
        var results = new Results();
        results.intervals = List.of(Results.second(0, SortedTimes.NONE, 0));

        assertThat(Written.of(results.build(), SecondsCsv::write)).endsWith("_ms\n0,,0,0,0,,,,,,,,,\n");
    }
}
