// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.Arrivals;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.Rate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how many requests start, and when. */
final class WorkloadOptions {

    /** hey's default; a rate for each connection must know how many there are. */
    private static final int DEFAULT_CONCURRENCY = 50;

    @Option(
            names = {"-n", "--requests"},
            paramLabel = "N",
            description = "requests in all; 200 unless -z or --stage ends the run")
    private @Nullable String requests;

    @Option(
            names = {"-c", "--concurrency"},
            paramLabel = "N",
            description = "connections, each waits for its answer; with a rate, those to start with (50)")
    private @Nullable String concurrency;

    @Option(
            names = {"-z", "--duration"},
            paramLabel = "TIME",
            description = "start requests for so long: 10s, 1m30s; -n is then ignored")
    private @Nullable String duration;

    @Option(names = "-q", paramLabel = "N", description = "N requests/s for each of -c connections, in all N x c")
    private @Nullable String ratePerConnection;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            description = "requests started in all, whatever the answers do: 200/s, 90/min")
    private @Nullable String rate;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "'hold 200/s 10s' or 'ramp 10/s to 500/s 30s'; repeat for more")
    private List<String> stages = List.of();

    @Option(names = "--arrivals", paramLabel = "KIND", description = "even or poisson (even)")
    private @Nullable String arrivals;

    @Option(names = "--max-connections", paramLabel = "N", description = "most connections with a rate (1000)")
    private @Nullable String maxConnections;

    @Option(
            names = "--max-in-flight",
            paramLabel = "N",
            description = "most requests due and unanswered; more are dropped (100000)")
    private @Nullable String maxInFlight;

    @Option(names = "--warm-up", paramLabel = "TIME", description = "send for so long before recording (0s)")
    private @Nullable String warmUp;

    @Option(names = "--seed", paramLabel = "N", description = "seed of all that is random (1)")
    private @Nullable String seed;

    @Option(names = "--no-priming", description = "do not warm the generator's own code first")
    private boolean noPriming;

    void addTo(PlanDraft draft) {
        addLength(draft);
        addRate(draft);
        addLimits(draft);
        draft.set("--warm-up", warmUp, (plan, text) -> plan.warmUp(PlanSyntax.duration(text)));
        draft.set("--seed", seed, (plan, text) -> plan.seed(ValueSyntax.integer(text)));
        draft.set("--no-priming", plan -> plan.priming(!noPriming));
    }

    private void addLength(PlanDraft draft) {
        if (requests != null && duration != null) {
            draft.note("-n is ignored, since -z ends the run");
        } else {
            draft.set("--requests", requests, (plan, text) -> plan.requests(ValueSyntax.integer(text)));
        }
        draft.set("--duration", duration, (plan, text) -> plan.duration(PlanSyntax.duration(text)));
        draft.set("--concurrency", concurrency, (plan, text) -> plan.concurrency(ValueSyntax.count(text)));
    }

    private void addRate(PlanDraft draft) {
        if (ratePerConnection != null && (rate != null || !stages.isEmpty())) {
            draft.mistake(
                    "-q excludes --rate and --stage: give one of them; -q is for each connection, --rate for all");
            return;
        }
        draft.set("--rate", rate, PlanSyntax::rate, LoadPlan.Builder::rate);
        for (String stage : stages) {
            // Tried alone, as other settings are, a stage would clash with the duration there.
            draft.set("--stage", stage, PlanSyntax::stage, LoadPlan.Builder::stage);
        }
        if (ratePerConnection != null) {
            // A wrong -c has been reported under its own name; the default keeps that the only complaint.
            int connections = draft.isMistaken("--concurrency") || concurrency == null
                    ? DEFAULT_CONCURRENCY
                    : ValueSyntax.count(concurrency);
            draft.set(
                    "-q",
                    ratePerConnection,
                    (plan, text) -> plan.concurrency(connections)
                            .maxConnections(connections)
                            .rate(Rate.perSecond(ValueSyntax.decimal(text) * connections)));
        }
    }

    private void addLimits(PlanDraft draft) {
        refuseWithoutRate(draft, "--arrivals", arrivals);
        refuseWithoutRate(draft, "--max-connections", maxConnections);
        refuseWithoutRate(draft, "--max-in-flight", maxInFlight);
        draft.set("--arrivals", arrivals, WorkloadOptions::arrivals, LoadPlan.Builder::arrivals);
        draft.set("--max-connections", maxConnections, (plan, text) -> plan.maxConnections(ValueSyntax.count(text)));
        draft.set("--max-in-flight", maxInFlight, (plan, text) -> plan.maxInFlight(ValueSyntax.count(text)));
    }

    private void refuseWithoutRate(PlanDraft draft, String option, @Nullable String value) {
        if (value != null && rate == null && stages.isEmpty() && ratePerConnection == null) {
            draft.mistake(option + " needs a rate: add --rate, --stage or -q, or leave it out");
        }
    }

    private static Arrivals arrivals(String text) {
        return switch (text) {
            case "even" -> Arrivals.EVENLY_SPACED;
            case "poisson" -> Arrivals.POISSON;
            default -> throw new IllegalArgumentException("must be even or poisson: " + ValueSyntax.quoted(text));
        };
    }
}
