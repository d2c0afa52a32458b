// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which headers and query parameters hold secrets, by their names.
 *
 * @since 0.1.0
 */
public final class SecretNames {

    /** What stands in the place of a secret. */
    public static final String MASK = "***";

    private static final Set<String> NAMES = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "set-cookie",
            "key",
            "sig",
            "auth",
            "pass",
            "pwd",
            "code");
    private static final List<String> PARTS = List.of(
            "token",
            "secret",
            "password",
            "passwd",
            "api-key",
            "api_key",
            "apikey",
            "credential",
            "signature",
            "session");

    private SecretNames() {}

    /** Returns whether a header or a query parameter of that name holds a secret. */
    public static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(lower) || PARTS.stream().anyMatch(lower::contains);
    }

    /** Returns a URL or a path with the values of those query parameters masked whose names say that they are secret. */
    public static String masked(String url) {
        int question = url.indexOf('?');
        if (question < 0) {
            return url;
        }
        return Arrays.stream(url.substring(question + 1).split("&", -1))
                .map(SecretNames::parameter)
                .collect(Collectors.joining("&", url.substring(0, question + 1), ""));
    }

    private static String parameter(String parameter) {
        int equals = parameter.indexOf('=');
        boolean masked = equals >= 0 && isSecret(decoded(parameter.substring(0, equals)));
        return masked ? parameter.substring(0, equals + 1) + MASK : parameter;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notPercentEncoded) {
            return text;
        }
    }
}
