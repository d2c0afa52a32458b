// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.IntervalResult.ServiceTimes;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The seconds of a run as CSV, a row for each: what was offered, sent, answered as expected and failed in it, and the response
 * and service times of the requests that ended in it, in milliseconds. A cell is empty where nothing can be told.
 */
final class SecondsCsv {

    private static final String HEAD =
            "start_s,offered_per_s,sent,ok,failed,p50_ms,p90_ms,p99_ms,min_ms,max_ms,service_p50_ms,service_p90_ms,service_p99_ms,service_max_ms\n";

    private SecondsCsv() {}

    static void write(LoadResult result, OutputStream out) throws IOException {
        var text = new StringBuilder(HEAD);
        OfferedRate offered = OfferedRate.of(result.plan());
        List<IntervalResult> seconds = result.intervals();
        for (int i = 0; i < seconds.size(); i++) {
            IntervalResult second = seconds.get(i);
            Duration end = i + 1 < seconds.size() ? seconds.get(i + 1).start() : result.elapsed();
            double rate = offered.between(second.start(), end);
            LatencyDistribution times = second.responseTime();
            text.append(cell(Figures.seconds(second.start()))).append(',');
            text.append(Double.isNaN(rate) ? "" : cell(Figures.number(rate))).append(',');
            text.append(second.sent())
                    .append(',')
                    .append(second.ok())
                    .append(',')
                    .append(second.failed());
            for (double percentile : new double[] {50, 90, 99}) {
                text.append(',');
                text.append(times.carries(percentile) ? cell(Figures.millis(times.percentile(percentile))) : "");
            }
            text.append(',').append(times.isEmpty() ? "" : cell(Figures.millis(times.min())));
            text.append(',').append(times.isEmpty() ? "" : cell(Figures.millis(times.max())));
            ServiceTimes service = second.serviceTime();
            for (Duration time : List.of(service.p50(), service.p90(), service.p99(), service.max())) {
                text.append(',').append(time.isZero() ? "" : cell(Figures.millis(time)));
            }
            text.append('\n');
        }
        out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String cell(BigDecimal number) {
        return number.toPlainString();
    }
}
