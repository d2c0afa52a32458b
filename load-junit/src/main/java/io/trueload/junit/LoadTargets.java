// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadPlan;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Finds out where a test's load goes, at the moment when it is about to begin. */
final class LoadTargets {

    private LoadTargets() {}

    /**
     * Returns the plan with the target, the requests and the checks that only the running test knows.
     *
     * @param registered the supplier of a registered extension, if there is one
     */
    static LoadPlan complete(LoadTestSpec spec, ExtensionContext context, @Nullable Supplier<?> registered) {
        try {
            LoadPlan.Builder plan =
                    spec.plan().toBuilder().target(TargetValue.join(find(spec, context, registered), spec.path()));
            spec.makers().addTo(plan, context);
            return plan.build();
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(spec.name().simple() + " cannot run: " + e.getMessage(), e);
        }
    }

    private static URI find(LoadTestSpec spec, ExtensionContext context, @Nullable Supplier<?> registered) {
        if (spec.url().isPresent()) {
            return TargetValue.of(spec.url().get(), "url");
        }
        if (registered != null) {
            return TargetValue.of(registered, "the target of the registered LoadTestExtension");
        }
        Optional<MarkedMember> marked = MarkedMember.of(context, LoadTarget.class).stream()
                .flatMap(List::stream)
                .findFirst();
        if (marked.isPresent()) {
            return TargetValue.of(marked.get().read(context), "@LoadTarget " + marked.get());
        }
        return spec.configuration()
                .baseUri()
                .map(uri -> TargetValue.of(uri, "trueload.base-uri"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "it has no target: annotate the field or method that knows it with @LoadTarget, give a url, register"
                                + " LoadTestExtension.builder().target(…), or set trueload.base-uri"));
    }
}
