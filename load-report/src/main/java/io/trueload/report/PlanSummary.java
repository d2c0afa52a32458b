// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.RequestSource;
import io.trueload.engine.Stage;
import io.trueload.engine.Workload;
import java.net.URI;
import java.util.stream.Collectors;

/**
 * A plan in a few words, without secrets: for headings, where the whole of it would be too much.
 *
 * @since 0.1.0
 */
public final class PlanSummary {

    private PlanSummary() {}

    /**
     * Returns how much load it is, such as {@code 200 requests over 50 connections} or {@code 200/s for 30s}.
     *
     * @since 0.1.0
     */
    public static String workload(LoadPlan plan) {
        Workload workload = plan.workload();
        if (workload instanceof Workload.Closed closed) {
            String over = " over " + count(closed.concurrency(), "connection");
            return closed.requests() == Workload.UNLIMITED
                    ? PlanSyntax.format(closed.duration()) + over
                    : count(closed.requests(), "request") + over;
        }
        if (workload instanceof Workload.Open open) {
            return open.stages().stream().map(PlanSummary::stage).collect(Collectors.joining(", "));
        }
        throw new AssertionError(workload);
    }

    /** Returns the method and the URL without its query, such as {@code GET http://127.0.0.1:8080/items}. */
    static String request(LoadPlan plan) {
        URI target = plan.target();
        String origin = target.getScheme() + "://" + target.getRawAuthority();
        if (plan.source() instanceof RequestSource.Repeated repeated) {
            String path = repeated.request().path();
            int question = path.indexOf('?');
            return repeated.request().method() + " " + origin + (question < 0 ? path : path.substring(0, question));
        }
        return "requests of several kinds to " + origin;
    }

    private static String stage(Stage stage) {
        String length = " for " + PlanSyntax.format(stage.duration());
        return stage instanceof Stage.Ramp ramp
                ? ramp.from() + " to " + ramp.to() + length
                : stage.startRate() + length;
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
