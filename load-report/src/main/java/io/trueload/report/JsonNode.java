// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a JSON document. Every look at it that finds something else than asked for throws
 * {@link IllegalArgumentException} with the place.
 *
 * @param place in the document, such as {@code counts.sent}
 * @param value a map, a list, a text, a number, a truth value or null
 */
record JsonNode(String place, @Nullable Object value) {

    private static final int NANO_DIGITS = 9;
    private static final int MILLI_DIGITS = 6;

    /** Reads a whole document. */
    static JsonNode of(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new IOException("the result is empty");
        }
        return new JsonNode("", value(parser));
    }

    JsonNode get(String name) {
        Map<?, ?> fields = as(Map.class);
        if (!fields.containsKey(name)) {
            throw new IllegalArgumentException(child(name) + " is missing");
        }
        return new JsonNode(child(name), fields.get(name));
    }

    /** Returns a field that documents have not always had; null if it is missing. */
    JsonNode find(String name) {
        return new JsonNode(child(name), as(Map.class).get(name));
    }

    List<JsonNode> elements() {
        List<JsonNode> elements = new ArrayList<>();
        for (Object element : as(List.class)) {
            elements.add(new JsonNode(place + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    /** Returns the fields of an object whose names are data. */
    Map<String, JsonNode> fields() {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        Map<?, ?> values = as(Map.class);
        values.forEach((name, field) -> fields.put((String) name, new JsonNode(child((String) name), field)));
        return fields;
    }

    boolean isNull() {
        return value == null;
    }

    String text() {
        return as(String.class);
    }

    List<String> texts() {
        return elements().stream().map(JsonNode::text).toList();
    }

    boolean flag() {
        return as(Boolean.class);
    }

    long count() {
        return as(BigDecimal.class).longValueExact();
    }

    /** Returns a number, or another if it is not known. */
    double number(double otherwise) {
        return isNull() ? otherwise : as(BigDecimal.class).doubleValue();
    }

    /** Returns a count, or -1 if it is not known. */
    long countIfKnown() {
        return isNull() ? -1 : count();
    }

    Duration seconds() {
        return duration(NANO_DIGITS);
    }

    Duration millis() {
        return duration(MILLI_DIGITS);
    }

    private Duration duration(int digits) {
        return Duration.ofNanos(as(BigDecimal.class).movePointRight(digits).longValueExact());
    }

    private <T> T as(Class<T> type) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    (place.isEmpty() ? "the document" : place) + " is not what it should be: "
                            + (value == null ? "null" : value.getClass().getSimpleName()));
        }
        return type.cast(value);
    }

    private String child(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, value(parser));
                }
                yield fields;
            }
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser));
                }
                yield elements;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IOException("unexpected " + token);
        };
    }
}
