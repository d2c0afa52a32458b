// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.Header;
import java.util.ArrayList;
import java.util.List;

/** The headers of a request as options add and replace them. Not thread-safe. */
final class HeaderFields {

    private final List<Header> fields = new ArrayList<>();

    /** Adds a field, whether or not there is one of that name. */
    void add(Header field) {
        fields.add(field);
    }

    /** Puts a field in the place of all of that name. */
    void replace(Header field) {
        fields.removeIf(other -> other.name().equalsIgnoreCase(field.name()));
        fields.add(field);
    }

    /** Returns whether there is a field of that name, in any case. */
    boolean has(String name) {
        return fields.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
    }

    /** Returns the fields in the order in which they are sent. */
    List<Header> all() {
        return List.copyOf(fields);
    }
}
