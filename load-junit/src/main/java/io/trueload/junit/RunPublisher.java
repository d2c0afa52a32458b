// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadResult;
import io.trueload.engine.PlanSyntax;
import io.trueload.report.Explanation;
import io.trueload.report.PlanSummary;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.JUnitException;

/**
 * Tells of a run wherever somebody may look: a block on standard output, which Surefire keeps in its XML, and entries and
 * files of JUnit's own reporting, which IDEs and the console launcher show but Surefire drops.
 */
final class RunPublisher {

    private static final MediaType HISTOGRAM_LOG = MediaType.create("text", "plain");

    private final TestName name;
    private final ExtensionContext context;

    RunPublisher(TestName name, ExtensionContext context) {
        this.name = name;
        this.context = context;
    }

    /** Publishes a result; {@code run} counts the runs of the test from 1. */
    void publish(LoadResult result, String report, int run) {
        String title = "Load test " + name.simple() + (run == 1 ? "" : ", run " + run) + ": "
                + result.verdict().kind() + "\n";
        String block = title
                + Explanation.line("plan", plan(result))
                + Explanation.summary(result)
                + Explanation.line("report", report);
        System.out.print(block);
        context.publishReportEntry(entries(result, report));
    }

    /** Says what is to be read beside the runs. */
    void tell(String block) {
        System.out.print(block);
    }

    /** Says for what a test waits that seems to hang. */
    void waits(Path lock) {
        System.out.println(
                "Load test " + name.simple() + " waits for another load test on this machine, which holds " + lock);
    }

    /** Says which page is missing, and why, when no test is there anymore to tell of it. */
    static void misses(Path page, Exception why) {
        System.out.println("Load test page " + page + " was not made: " + why);
    }

    void publishFiles(Path json) {
        publishFile(json, MediaType.APPLICATION_JSON);
        publishFile(ReportFiles.log(json), HISTOGRAM_LOG);
    }

    private void publishFile(Path file, MediaType type) {
        try {
            context.publishFile(file.getFileName().toString(), type, copy -> Files.copy(file, copy));
        } catch (JUnitException e) {
            // Launchers without a directory for such files refuse; the file itself lies where the report says.
            context.publishReportEntry("trueload.file", file.toString());
        }
    }

    private static String plan(LoadResult result) {
        URI target = result.plan().target();
        // Without the query, which may hold a secret.
        return PlanSummary.workload(result.plan()) + " to " + target.getScheme() + "://" + target.getRawAuthority()
                + target.getRawPath()
                + (result.environment().containsKey("runner")
                        ? ", by " + result.environment().get("runner")
                        : "");
    }

    private static Map<String, String> entries(LoadResult result, String report) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("trueload.verdict", result.verdict().kind().name());
        entries.put("trueload.sent", Long.toString(result.counts().sent()));
        entries.put("trueload.errors", Long.toString(result.counts().errors()));
        for (double percentile : new double[] {50, 99}) {
            if (result.responseTime().carries(percentile)) {
                entries.put(
                        "trueload.p" + (int) percentile,
                        PlanSyntax.format(result.responseTime().percentile(percentile)));
            }
        }
        entries.put("trueload.report", report);
        return entries;
    }
}
