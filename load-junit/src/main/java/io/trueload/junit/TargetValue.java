// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.RequestSpec;
import io.trueload.engine.SecretNames;
import io.trueload.junit.testcontainers.ContainerTarget;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a {@link LoadTarget} or a registered supplier says, made a URI. */
final class TargetValue {

    private static final String KINDS =
            "a URI, a String, a port, a Supplier of any of these, or a Testcontainers container";
    private static final int HIGHEST_PORT = 65_535;

    private TargetValue() {}

    /** Returns what is wrong with the declared type of a target, or null if its values can be targets. */
    static @Nullable String objection(Type type) {
        Class<?> raw = MarkedMember.raw(type);
        boolean known = raw == URI.class
                || raw == String.class
                || raw == int.class
                || raw == Integer.class
                || Supplier.class.isAssignableFrom(raw)
                || isContainer(raw);
        return known ? null : "must be " + KINDS + ", not " + type.getTypeName();
    }

    /**
     * Returns where a target is.
     *
     * @param source what the value is of, for messages
     * @throws IllegalArgumentException if the value is no target
     */
    static Place of(@Nullable Object value, String source) {
        if (value == null) {
            throw new IllegalArgumentException(source + " is null when the load is about to begin");
        }
        if (value instanceof Supplier<?> supplier) {
            return of(supplier.get(), "the value of " + source);
        }
        if (value instanceof URI uri) {
            return new Place(uri, null);
        }
        if (value instanceof Integer port) {
            return new Place(local(port, source), null);
        }
        if (value instanceof String text) {
            try {
                return new Place(new URI(text), null);
            } catch (URISyntaxException e) {
                // Without the text and the cause, whose message holds it: there may be a password in it.
                throw new IllegalArgumentException(
                        source + " is not a URL: " + e.getReason() + " at character " + (e.getIndex() + 1));
            }
        }
        if (isContainer(value.getClass())) {
            return container(ContainerTarget.of(value, source));
        }
        throw new IllegalArgumentException(
                source + " must be " + KINDS + ", not " + value.getClass().getName());
    }

    /** Returns where a path of the target is: the path follows that of the base. */
    static URI join(URI base, String path) {
        if (path.isEmpty()) {
            return base;
        }
        // Refused by its own rule, not by what it makes of the URI.
        RequestSpec.get(path);
        if (base.getRawQuery() != null) {
            throw new IllegalArgumentException("path cannot follow a target with a query: " + SecretNames.masked(path)
                    + " after " + SecretNames.masked(base.toString()));
        }
        String whole = base.toString();
        return URI.create((whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole) + path);
    }

    /** Returns where a container is, whose port, scheme and path may have been chosen. */
    static Place container(ContainerTarget container) {
        return new Place(container.uri(), container);
    }

    /**
     * Where the load goes.
     *
     * @param container what is there, if that is known to be a container
     */
    record Place(URI uri, @Nullable ContainerTarget container) {}

    private static URI local(int port, String source) {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(source + " must be a port between 1 and 65535: " + port);
        }
        return URI.create("http://localhost:" + port);
    }

    /** Asks by name, since Testcontainers need not be there. */
    static boolean isContainer(@Nullable Class<?> type) {
        if (type == null) {
            return false;
        }
        if (type.getName().equals("org.testcontainers.containers.ContainerState")) {
            return true;
        }
        for (Class<?> each : type.getInterfaces()) {
            if (isContainer(each)) {
                return true;
            }
        }
        return isContainer(type.getSuperclass());
    }
}
