// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Outcome;
import io.trueload.engine.RunListener.RequestResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CsvReportTest {

    private static final String HEADER =
            "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset\n";
    private static final RequestResult ANSWERED =
            new RequestResult(Outcome.OK, 200, "", 500_000, 4_612_345, 4_600_000, 200_499, 100_500, 4_200_000, 100_001);
    private static final RequestResult REFUSED =
            new RequestResult(Outcome.CONNECT_FAILED, 0, "=cmd()", 12_345_678_901L, 1_000, 0, 0, 0, 0, 0);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void rows_haveHeysColumns_inMicroseconds() throws IOException {
        try (var csv = CsvReport.to(out)) {
            csv.ended(ANSWERED);
            csv.ended(REFUSED);
        }

        assertThat(text())
                .isEqualTo(HEADER
                        + "0.004612,0.000200,0.000000,0.000101,0.004200,0.000100,200,0.000500\n"
                        + "0.000001,0.000000,0.000000,0.000000,0.000000,0.000000,0,12.345679\n");
    }

    @Test
    void rows_withOutcome_endInItsName() throws IOException {
        try (var csv = CsvReport.to(out, CsvReport.Columns.HEY_AND_OUTCOME)) {
            csv.ended(ANSWERED);
            csv.ended(REFUSED);
        }

        assertThat(text())
                .isEqualTo(HEADER.replace("\n", ",outcome\n")
                        + "0.004612,0.000200,0.000000,0.000101,0.004200,0.000100,200,0.000500,ok\n"
                        + "0.000001,0.000000,0.000000,0.000000,0.000000,0.000000,0,12.345679,connectFailed\n");
    }

    @Test
    void rows_readAsHeysAreRead_giveTheSameColumns() throws IOException {
        try (var csv = CsvReport.to(out)) {
            csv.ended(ANSWERED);
            csv.ended(REFUSED);
        }

        List<String> hey = HeyReader.resource("hey.csv").lines().toList();
        List<String> ours = text().lines().toList();
        assertThat(ours.get(0)).isEqualTo(hey.get(0));
        assertThat(List.of(hey, ours))
                .allSatisfy(lines -> assertThat(lines.subList(1, lines.size()))
                        .allMatch(line -> line.matches("(\\d+\\.\\d+,){6}\\d+,\\d+\\.\\d+")));
    }

    @Test
    void extremeNumbers_fitIntoARow() throws IOException {
        long most = Long.MAX_VALUE;
        try (var csv = CsvReport.to(out, CsvReport.Columns.HEY_AND_OUTCOME)) {
            csv.ended(new RequestResult(
                    Outcome.IN_FLIGHT_AT_END, Integer.MAX_VALUE, "", most, most, most, most, most, most, most));
            csv.ended(new RequestResult(Outcome.OK, -1, "", -5, -1, -1, -1, -1, -1, -1));
        }

        assertThat(text().lines().skip(1))
                .allMatch(line -> line.length() < CsvRow.LONGEST)
                .first()
                .asString()
                .startsWith("9223372036.854776,9223372036.854776,0.000000,")
                .endsWith(",2147483647,9223372036.854776,inFlightAtEnd");
        assertThat(text()).endsWith("0.000000,0.000000,0.000000,0.000000,0.000000,0.000000,0,0.000000,ok\n");
    }

    @Test
    void noRequest_leavesTheHeader() throws IOException {
        CsvReport.to(out).close();

        assertThat(text()).isEqualTo(HEADER);
    }

    @Test
    void listener_hearsRequests() throws IOException {
        try (var csv = CsvReport.to(out)) {
            assertThat(csv.hearsRequests()).isTrue();
        }
    }

    private String text() {
        return out.toString(StandardCharsets.US_ASCII);
    }
}
