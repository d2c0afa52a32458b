// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadPlan;
import io.trueload.junit.TargetValue.Place;
import io.trueload.junit.testcontainers.ContainerTarget;
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
    static Targeted complete(LoadTestSpec spec, ExtensionContext context, @Nullable Supplier<?> registered) {
        try {
            Place place = find(spec, context, registered);
            LoadPlan.Builder plan = spec.plan().toBuilder().target(TargetValue.join(place.uri(), spec.path()));
            spec.makers().addTo(plan, context);
            return new Targeted(plan.build(), place.container());
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(spec.name().simple() + " cannot run: " + e.getMessage(), e);
        }
    }

    /**
     * A plan that can be carried out.
     *
     * @param container what the load goes to, if that is known to be a container
     */
    record Targeted(LoadPlan plan, @Nullable ContainerTarget container) {}

    private static Place find(LoadTestSpec spec, ExtensionContext context, @Nullable Supplier<?> registered) {
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
            return read(marked.get(), context);
        }
        return spec.configuration()
                .baseUri()
                .map(uri -> TargetValue.of(uri, "trueload.base-uri"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "it has no target: annotate the field or method that knows it with @LoadTarget, give a url, register"
                                + " LoadTestExtension.builder().target(…), or set trueload.base-uri"));
    }

    private static Place read(MarkedMember marked, ExtensionContext context) {
        Object value = marked.read(context);
        String source = "@LoadTarget " + marked;
        LoadTarget chosen = marked.annotation(LoadTarget.class);
        boolean plain = chosen.port() == 0
                && chosen.scheme().equals("http")
                && chosen.path().isEmpty();
        if (plain) {
            return TargetValue.of(value, source);
        }
        while (value instanceof Supplier<?> supplier) {
            value = supplier.get();
        }
        if (value == null || !TargetValue.isContainer(value.getClass())) {
            throw new IllegalArgumentException(
                    source + " names a port, a scheme or a path, which only a container needs: a URL has its own");
        }
        return TargetValue.container(new ContainerTarget(value, chosen.port(), chosen.scheme(), chosen.path(), source));
    }
}
