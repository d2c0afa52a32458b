// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What must be the same for two runs to be of one plan, by name; read from the plan as {@link JsonPlan} writes it. */
final class PlanFacts {

    /** Where the load goes is what two sides may differ in; only the port of a test differs from run to run anyway. */
    private static final Pattern AUTHORITY = Pattern.compile("://[^/?#]*");

    private static final String NONE = "none";

    private PlanFacts() {}

    /** Returns the facts of a plan, without its secrets. */
    static Map<String, String> of(LoadPlan plan) {
        var out = new ByteArrayOutputStream();
        try {
            JsonDocument.write(out, Redaction.of(plan), json -> new JsonPlan(plan, json).write());
            return of(JsonDocument.read(new ByteArrayInputStream(out.toByteArray()), "plan"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the facts of the plan in a stored result. */
    static Map<String, String> of(JsonNode plan) {
        Map<String, String> facts = new LinkedHashMap<>();
        plan.fields().forEach((name, field) -> add(facts, name, field.value()));
        // What was expected changes no request, and another seed is another draw of the same load.
        facts.remove("expect");
        facts.remove("workload.seed");
        facts.computeIfPresent("url", (name, url) -> AUTHORITY.matcher(url).replaceFirst("://*"));
        return facts;
    }

    private static void add(Map<String, String> facts, String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((field, inner) -> add(facts, name + "." + field, inner));
        } else {
            facts.put(name, text(value));
        }
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return NONE;
        }
        if (value instanceof List<?> elements) {
            return elements.isEmpty()
                    ? NONE
                    : elements.stream().map(PlanFacts::text).collect(Collectors.joining(", "));
        }
        if (value instanceof Map<?, ?> fields) {
            return fields.values().stream().map(PlanFacts::text).collect(Collectors.joining(" "));
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
