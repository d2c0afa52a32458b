// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.PlanSyntax;
import io.trueload.junit.testcontainers.ContainerTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Carries out the runs of one test, one at a time on this machine, and keeps what they measured. Not thread-safe. */
final class Runs {

    private final LoadTestSpec spec;
    private final LoadMaker maker;
    private final ReportFiles files;
    private final ReportPages pages;
    private final RunPublisher publisher;
    private final List<String> reports = new ArrayList<>();

    Runs(LoadTestSpec spec, ExtensionContext context, LoadMaker maker) {
        this.spec = spec;
        this.maker = maker;
        this.files = new ReportFiles(spec.configuration().outputDirectory(), spec.name());
        this.pages = ReportPages.of(context);
        this.publisher = new RunPublisher(spec.name(), context);
    }

    /** Carries out a plan and publishes its result. */
    LoadResult run(LoadPlan plan, @Nullable ContainerTarget container) {
        LoadResult result = alone(plan, container);
        String report = write(result);
        reports.add(report);
        publisher.publish(result, report, reports.size());
        return result;
    }

    /** Tells of all runs together. */
    void tell(String block) {
        publisher.tell(block);
    }

    /** Returns where the results of the runs so far were written, or why not; in the order of the runs. */
    List<String> reports() {
        return List.copyOf(reports);
    }

    private LoadResult alone(LoadPlan plan, @Nullable ContainerTarget container) {
        try (MachineLock lock = MachineLock.acquire(publisher::waits)) {
            LoadResult result = maker.run(allowed(plan), container);
            return lock.waited().isZero()
                    ? result
                    : result.describing(Map.of("waitedForOtherLoadTests", PlanSyntax.format(lock.waited())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestAbortedException(spec.name().simple() + ": " + e.getMessage(), e);
        }
    }

    /** Returns the plan with the allowance that the configuration gives to every run. */
    private LoadPlan allowed(LoadPlan plan) {
        return spec.configuration().allowPublic()
                ? plan.toBuilder().allowPublic(true).build()
                : plan;
    }

    private String write(LoadResult result) {
        try {
            Path json = files.write(result);
            publisher.publishFiles(json);
            pages.add(json);
            return json.toString();
        } catch (IOException e) {
            // What was measured is in the summary, so the test goes on.
            return "not written: " + e;
        }
    }
}
