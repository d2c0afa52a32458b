// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which paths JSON documents have, and which types of values are found there. */
final class JsonShape {

    /** The objects whose field names are data. */
    private static final Set<String> MAPS = Set.of("statusCodes", "environment", "intervals[]/failures");

    private final Map<String, SortedSet<String>> types = new TreeMap<>();

    void add(byte[] document) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(document)) {
            parser.nextToken();
            value("", parser);
            if (parser.nextToken() != null) {
                throw new IOException("more than one document");
            }
        }
    }

    Map<String, SortedSet<String>> types() {
        return types;
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        types.forEach((path, found) ->
                text.append(path).append(' ').append(String.join("|", found)).append('\n'));
        return text.toString();
    }

    private void value(String path, JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        String type = switch (token) {
            case START_OBJECT -> "object";
            case START_ARRAY -> "array";
            case VALUE_STRING -> "string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
            case VALUE_TRUE, VALUE_FALSE -> "boolean";
            case VALUE_NULL -> "null";
            default -> throw new IOException("unexpected " + token + " at " + path);
        };
        if (!path.isEmpty()) {
            types.computeIfAbsent(path, unseen -> new TreeSet<>()).add(type);
        }
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = MAPS.contains(path) ? "*" : parser.currentName();
                parser.nextToken();
                value(path.isEmpty() ? name : path + "/" + name, parser);
            }
        } else if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                value(path + "[]", parser);
            }
        }
    }
}
