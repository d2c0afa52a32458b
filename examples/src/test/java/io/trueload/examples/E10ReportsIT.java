// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.sun.net.httpserver.HttpServer;
import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Rate;
import io.trueload.report.JsonReport;
import io.trueload.report.ReportFile;
import io.trueload.report.ReportIndex;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** A report in every form, left in {@code target/reports}, and what a program reads out of each. */
class E10ReportsIT {

    private static final Path REPORTS = Path.of("target", "reports");

    private static LoadResult result;

    @BeforeAll
    static void runAndReport() throws IOException {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/") ? 204 : 404, -1);
            exchange.close();
        });
        service.start();
        LoadPlan plan = LoadPlan.builder()
                .target("http://127.0.0.1:" + service.getAddress().getPort() + "/")
                .rate(Rate.perSecond(200))
                .duration(Duration.ofSeconds(3))
                .expect("p99 < 5s", "error rate = 0%")
                .build();
        try (LoadEngine engine = LoadEngine.create()) {
            result = engine.run(plan);
        } finally {
            service.stop(0);
        }
        for (String ending : List.of(".html", ".json", ".csv", ".hlog", ".xml", ".md", ".prom")) {
            ReportFile.of(REPORTS.resolve("run" + ending)).write(result);
        }
        ReportIndex.write(REPORTS);
    }

    @Test
    void json_isTheWholeResult() throws IOException {
        try (InputStream in = Files.newInputStream(REPORTS.resolve("run.json"))) {
            LoadResult read = JsonReport.read(in);

            assertThat(read.counts()).isEqualTo(result.counts());
            assertThat(read.responseTime().p99())
                    .isEqualTo(result.responseTime().p99());
            assertThat(read.verdict()).isEqualTo(result.verdict());
        }
    }

    @Test
    void csv_addsUpToTheRun() throws IOException {
        List<String> rows = Files.readAllLines(REPORTS.resolve("run.csv"));
        int sent = List.of(rows.get(0).split(",")).indexOf("sent");

        assertThat(rows.stream()
                        .skip(1)
                        .mapToLong(row -> Long.parseLong(row.split(",", -1)[sent]))
                        .sum())
                .isEqualTo(600);
    }

    @Test
    void histogramLog_isReadByTheToolsOfHdrHistogram_andMergesToTheRun() throws IOException {
        var sum = new Histogram(3);
        try (var reader = new HistogramLogReader(REPORTS.resolve("run.hlog").toFile())) {
            EncodableHistogram second = reader.nextIntervalHistogram();
            while (second != null) {
                sum.add((Histogram) second);
                second = reader.nextIntervalHistogram();
            }
        }

        assertThat(sum.getTotalCount()).isEqualTo(result.responseTime().count());
        // Both have times to three digits, each in steps of its own.
        assertThat(sum.getValueAtPercentile(50))
                .isCloseTo(result.responseTime().p50().toNanos(), withinPercentage(0.4));
    }

    @Test
    void junitXml_hasACaseForEachExpectation() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(REPORTS.resolve("run.xml").toFile());

        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(2);
    }

    @Test
    void openMetrics_hasASampleOnEachLine() throws IOException {
        Map<String, Double> samples = Files.readAllLines(REPORTS.resolve("run.prom")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" (?=[^ ]+$)"))
                .collect(Collectors.toMap(words -> words[0], words -> Double.valueOf(words[1])));

        assertThat(samples)
                .containsEntry("trueload_requests_total{outcome=\"ok\"}", 600.0)
                .containsEntry("trueload_response_time_seconds_count", 600.0);
    }

    @Test
    void markdownAndPage_beginWithTheVerdict() {
        String verdict = result.verdict().kind().name();

        assertThat(REPORTS.resolve("run.md")).content().startsWith("### " + verdict + ": ");
        assertThat(REPORTS.resolve("run.html")).content().contains("<title>" + verdict + ": ");
        assertThat(REPORTS.resolve("index.html")).content().contains("href=\"./run.html\"");
    }
}
