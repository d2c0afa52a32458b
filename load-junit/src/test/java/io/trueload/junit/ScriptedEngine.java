// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Sends nothing: returns results from a script, the last one again and again, and keeps the plans it was given. */
final class ScriptedEngine implements Function<LoadPlan, LoadResult> {

    private final List<LoadPlan> plans = new ArrayList<>();
    private List<UnaryOperator<Results>> script = List.of(UnaryOperator.identity());

    /** Makes an extension that runs on this engine, against a target that is never contacted. */
    LoadTestExtension extension() {
        return new LoadTestExtension(() -> "http://service.invalid", this);
    }

    /** Starts anew, with a script of one result. */
    void returns(UnaryOperator<Results> always) {
        returns(List.of(always));
    }

    /** Starts anew, with a script of two results. */
    void returns(UnaryOperator<Results> first, UnaryOperator<Results> afterwards) {
        returns(List.of(first, afterwards));
    }

    /** Starts anew, with a script. */
    void returns(List<UnaryOperator<Results>> results) {
        plans.clear();
        script = results;
    }

    List<LoadPlan> plans() {
        return plans;
    }

    @Override
    public LoadResult apply(LoadPlan plan) {
        UnaryOperator<Results> next = script.get(Math.min(plans.size(), script.size() - 1));
        plans.add(plan);
        return next.apply(Results.of(plan)).result();
    }
}
