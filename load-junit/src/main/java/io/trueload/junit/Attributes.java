// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.commons.support.ReflectionSupport;

/** The attributes that annotations give, by name; what has its default value is not given. Immutable. */
final class Attributes {

    static final Attributes NONE = new Attributes(Map.of());

    /** Each of these says how long a run is, so that none of them goes with one from farther away. */
    private static final Set<String> LENGTH = Set.of("requests", "duration", "stages");

    private static final Set<String> SPEED = Set.of("rate", "stages");
    private static final Set<String> ADDED_UP = Set.of("expect", "headers", "check");

    private final Map<String, Object> given;

    private Attributes(Map<String, Object> given) {
        this.given = Map.copyOf(given);
    }

    static Attributes of(Annotation annotation) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (Method attribute : annotation.annotationType().getDeclaredMethods()) {
            Object value = ReflectionSupport.invokeMethod(attribute, annotation);
            if (!Objects.deepEquals(value, attribute.getDefaultValue())) {
                given.put(attribute.getName(), value instanceof String[] texts ? List.of(texts) : value);
            }
        }
        return new Attributes(given);
    }

    /** Returns these attributes and, for what they don't give, those of an annotation that is farther away. */
    Attributes over(Attributes farther) {
        Map<String, Object> merged = new LinkedHashMap<>(farther.given);
        Set<String> replaced = new HashSet<>();
        replaceAll(LENGTH, replaced);
        replaceAll(SPEED, replaced);
        merged.keySet().removeAll(replaced);
        given.forEach((name, value) -> {
            if (ADDED_UP.contains(name)) {
                List<String> both = new ArrayList<>(farther.texts(name));
                both.addAll(texts(name));
                merged.put(name, List.copyOf(both));
            } else {
                merged.put(name, value);
            }
        });
        return new Attributes(merged);
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable((String) given.get(name));
    }

    Optional<Long> number(String name) {
        return Optional.ofNullable((Number) given.get(name)).map(Number::longValue);
    }

    <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        return Optional.ofNullable(given.get(name)).map(type::cast);
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (given.get(name) instanceof List<?> values) {
            values.forEach(value -> texts.add((String) value));
        }
        return texts;
    }

    private void replaceAll(Set<String> group, Set<String> replaced) {
        if (group.stream().anyMatch(given::containsKey)) {
            replaced.addAll(group);
        }
    }
}
