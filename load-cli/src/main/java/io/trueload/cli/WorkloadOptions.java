// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.Arrivals;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.Rate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options that say how many requests start, and when. */
final class WorkloadOptions {

    private final OptionGroup group = new OptionGroup("How much load, and when:");

    /** hey's default; a rate for each connection must know how many there are. */
    private static final int DEFAULT_CONCURRENCY = 50;

    private final CommandOption requests =
            group.value("-n --requests", "N", "requests in all; 200 unless -z or --stage ends the run");

    private final CommandOption concurrency = group.value(
            "-c --concurrency", "N", "connections, each waits for its answer; with a rate, those to start with (50)");

    private final CommandOption duration =
            group.value("-z --duration", "TIME", "start requests for so long: 10s, 1m30s; -n is then ignored");

    private final CommandOption ratePerConnection =
            group.value("-q", "N", "N requests/s for each of -c connections, in all N x c");

    private final CommandOption rate =
            group.value("--rate", "RATE", "requests started in all, whatever the answers do: 200/s, 90/min");

    private final CommandOption stages =
            group.values("--stage", "STAGE", "'hold 200/s 10s' or 'ramp 10/s to 500/s 30s'; repeat for more");

    private final CommandOption arrivals =
            group.choice("--arrivals", "KIND", "even or poisson (even)", List.of("even", "poisson"));

    private final CommandOption maxConnections =
            group.value("--max-connections", "N", "most connections with a rate (1000)");

    private final CommandOption maxInFlight =
            group.value("--max-in-flight", "N", "most requests due and unanswered; more are dropped (100000)");

    private final CommandOption warmUp = group.value("--warm-up", "TIME", "send for so long before recording (0s)");

    private final CommandOption seed = group.value("--seed", "N", "seed of all that is random (1)");

    private final CommandOption noPriming = group.flag("--no-priming", "do not warm the generator's own code first");

    OptionGroup group() {
        return group;
    }

    void addTo(PlanDraft draft) {
        addLength(draft);
        addRate(draft);
        addLimits(draft);
        draft.set("--warm-up", warmUp.value(), (plan, text) -> plan.warmUp(PlanSyntax.duration(text)));
        draft.set("--seed", seed.value(), (plan, text) -> plan.seed(ValueSyntax.integer(text)));
        draft.set("--no-priming", plan -> plan.priming(!noPriming.isGiven()));
    }

    private void addLength(PlanDraft draft) {
        if (requests.value() != null && duration.value() != null) {
            draft.note("-n is ignored, since -z ends the run");
        } else {
            draft.set("--requests", requests.value(), (plan, text) -> plan.requests(ValueSyntax.integer(text)));
        }
        draft.set("--duration", duration.value(), (plan, text) -> plan.duration(PlanSyntax.duration(text)));
        draft.set("--concurrency", concurrency.value(), (plan, text) -> plan.concurrency(ValueSyntax.count(text)));
    }

    private void addRate(PlanDraft draft) {
        if (ratePerConnection.value() != null
                && (rate.value() != null || !stages.values().isEmpty())) {
            draft.mistake(
                    "-q excludes --rate and --stage: give one of them; -q is for each connection, --rate for all");
            return;
        }
        draft.set("--rate", rate.value(), PlanSyntax::rate, LoadPlan.Builder::rate);
        for (String stage : stages.values()) {
            // Tried alone, as other settings are, a stage would clash with the duration there.
            draft.set("--stage", stage, PlanSyntax::stage, LoadPlan.Builder::stage);
        }
        if (ratePerConnection.value() != null) {
            String given = concurrency.value();
            // A wrong -c has been reported under its own name; the default keeps that the only complaint.
            int connections =
                    draft.isMistaken("--concurrency") || given == null ? DEFAULT_CONCURRENCY : ValueSyntax.count(given);
            draft.set(
                    "-q",
                    ratePerConnection.value(),
                    (plan, text) -> plan.concurrency(connections)
                            .maxConnections(connections)
                            .rate(Rate.perSecond(ValueSyntax.decimal(text) * connections)));
        }
    }

    private void addLimits(PlanDraft draft) {
        refuseWithoutRate(draft, "--arrivals", arrivals.value());
        refuseWithoutRate(draft, "--max-connections", maxConnections.value());
        refuseWithoutRate(draft, "--max-in-flight", maxInFlight.value());
        draft.set("--arrivals", arrivals.value(), WorkloadOptions::arrivals, LoadPlan.Builder::arrivals);
        draft.set(
                "--max-connections",
                maxConnections.value(),
                (plan, text) -> plan.maxConnections(ValueSyntax.count(text)));
        draft.set("--max-in-flight", maxInFlight.value(), (plan, text) -> plan.maxInFlight(ValueSyntax.count(text)));
    }

    private void refuseWithoutRate(PlanDraft draft, String option, @Nullable String value) {
        if (value != null && rate.value() == null && stages.values().isEmpty() && ratePerConnection.value() == null) {
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
