// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.IntervalResult.ServiceTimes;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The seconds of a run as CSV, a row for each: what was offered, sent, answered as expected and failed in it, and the response
 * and service times of the requests that ended in it, in milliseconds. A cell is empty where nothing can be told.
 */
final class SecondsCsv {

    private static final String HEAD = "start_s,offered_per_s,sent,ok,failed,p50_ms,p90_ms,p99_ms,min_ms,max_ms,"
            + "service_p50_ms,service_p90_ms,service_p99_ms,service_max_ms\n";

    private final StringBuilder text = new StringBuilder(HEAD);

    private SecondsCsv() {}

    static void write(LoadResult result, OutputStream out) throws IOException {
        var csv = new SecondsCsv();
        OfferedRate offered = OfferedRate.of(result.plan());
        List<IntervalResult> seconds = result.intervals();
        for (int i = 0; i < seconds.size(); i++) {
            IntervalResult second = seconds.get(i);
            Duration end = i + 1 < seconds.size() ? seconds.get(i + 1).start() : result.elapsed();
            double rate = offered.between(second.start(), end);
            csv.text.append(Figures.seconds(second.start()).toPlainString()).append(',');
            csv.text.append(Double.isNaN(rate) ? "" : Figures.number(rate).toPlainString());
            csv.text.append(',').append(second.sent());
            csv.text.append(',').append(second.ok());
            csv.text.append(',').append(second.failed());
            csv.row(second.responseTime(), second.serviceTime());
        }
        csv.writeTo(out);
    }

    static void write(TimesLog times, OutputStream out) throws IOException {
        var csv = new SecondsCsv();
        for (TimesLog.Second second : times.seconds()) {
            csv.text.append(Figures.seconds(second.start()).toPlainString()).append(",,,,");
            csv.row(second.responseTime(), ServiceTimes.UNKNOWN);
        }
        csv.writeTo(out);
    }

    /** Adds the rest of a row. */
    private void row(LatencyDistribution response, ServiceTimes service) {
        for (double percentile : new double[] {50, 90, 99}) {
            cell(response.carries(percentile) ? response.percentile(percentile) : Duration.ZERO);
        }
        cell(response.isEmpty() ? Duration.ZERO : response.min());
        cell(response.isEmpty() ? Duration.ZERO : response.max());
        cell(service.p50());
        cell(service.p90());
        cell(service.p99());
        cell(service.max());
        text.append('\n');
    }

    /** Adds a time, which is not known if it is zero. */
    private void cell(Duration time) {
        text.append(',').append(time.isZero() ? "" : Figures.millis(time).toPlainString());
    }

    private void writeTo(OutputStream out) throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
