// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.RequestSource;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.ResponseCheck;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The methods that make a test's requests and check its answers, found by their names. */
final class RequestMakers {

    static final RequestMakers NONE = new RequestMakers(null, List.of());

    private static final int MOST_DRAWN = 100_000;

    private final @Nullable MarkedMember source;
    private final List<MarkedMember> checks;

    private RequestMakers(@Nullable MarkedMember source, List<MarkedMember> checks) {
        this.source = source;
        this.checks = List.copyOf(checks);
    }

    /** Finds the methods that attributes name; what is wrong with them is added to the mistakes. */
    static RequestMakers find(ExtensionContext context, Attributes attributes, Mistakes mistakes) {
        MarkedMember source = attributes
                .text("source")
                .flatMap(name -> find(context, LoadRequests.class, "source", name, mistakes))
                .orElse(null);
        if (source != null && !makesRequests(source.type())) {
            mistakes.add(source + " must return a RequestSource, or a Stream or Iterable of RequestSpec, not "
                    + source.type().getTypeName());
        }
        List<MarkedMember> checks = new ArrayList<>();
        for (String name : attributes.texts("check")) {
            find(context, LoadCheck.class, "check", name, mistakes).ifPresent(checks::add);
        }
        for (MarkedMember check : checks) {
            if (!ResponseCheck.class.isAssignableFrom(check.rawType())) {
                mistakes.add(check + " must return a ResponseCheck, not "
                        + check.type().getTypeName());
            }
        }
        return new RequestMakers(source, checks);
    }

    /** Adds the requests and the checks to a plan. */
    void addTo(LoadPlan.Builder plan, ExtensionContext context) {
        if (source != null) {
            plan.source(requests(notNull(source, context)));
        }
        checks.forEach(check -> plan.check((ResponseCheck) notNull(check, context)));
    }

    private RequestSource requests(Object made) {
        if (made instanceof RequestSource requests) {
            return requests;
        }
        try (Stream<?> stream = stream(made)) {
            List<RequestSpec> drawn = new ArrayList<>();
            for (Iterator<?> each = stream.iterator(); each.hasNext(); ) {
                if (drawn.size() == MOST_DRAWN) {
                    throw new IllegalArgumentException(source + " has more than " + MOST_DRAWN
                            + " requests: limit(…) the stream, or return a RequestSource, which makes them one by one");
                }
                if (!(each.next() instanceof RequestSpec request)) {
                    throw new IllegalArgumentException(source + " has something else than a RequestSpec in it");
                }
                drawn.add(request);
            }
            if (drawn.isEmpty()) {
                throw new IllegalArgumentException(source + " has no request: return one at least");
            }
            return RequestSource.cycle(drawn);
        }
    }

    private static Stream<?> stream(Object made) {
        if (made instanceof Stream<?> stream) {
            return stream;
        }
        return made instanceof Collection<?> collection
                ? collection.stream()
                : StreamSupport.stream(((Iterable<?>) made).spliterator(), false);
    }

    private static Object notNull(MarkedMember member, ExtensionContext context) {
        Object made = member.read(context);
        if (made == null) {
            throw new IllegalArgumentException(member + " returned null");
        }
        return made;
    }

    private static Optional<MarkedMember> find(
            ExtensionContext context,
            Class<? extends Annotation> annotation,
            String attribute,
            String name,
            Mistakes mistakes) {
        List<MarkedMember> all = MarkedMember.of(context, annotation).stream()
                .flatMap(List::stream)
                .toList();
        Optional<MarkedMember> found =
                all.stream().filter(member -> member.name().equals(name + "()")).findFirst();
        if (found.isEmpty()) {
            String names = all.stream().map(MarkedMember::name).distinct().collect(Collectors.joining(", "));
            mistakes.add(attribute + ": there is no @" + annotation.getSimpleName() + " method '" + name + "'"
                    + (names.isEmpty() ? "" : "; there is " + names));
        } else if (found.get().parameters() > 0) {
            mistakes.add(found.get() + " must not have parameters");
        }
        return found;
    }

    private static boolean makesRequests(Type type) {
        Class<?> raw = MarkedMember.raw(type);
        return RequestSource.class.isAssignableFrom(raw)
                || ((Stream.class.isAssignableFrom(raw) || Iterable.class.isAssignableFrom(raw)) && ofRequests(type));
    }

    private static boolean ofRequests(Type type) {
        return !(type instanceof ParameterizedType parameterized)
                || parameterized.getActualTypeArguments().length != 1
                || RequestSpec.class.isAssignableFrom(
                        MarkedMember.raw(parameterized.getActualTypeArguments()[0]));
    }
}
