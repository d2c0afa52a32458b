// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.Header;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.RequestSource;
import io.trueload.engine.SecretNames;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a plan holds that no report may show, and how texts are rid of it: as it is, percent-encoded, or in Base64. */
final class Redaction {

    private static final String MASK = SecretNames.MASK;

    /** Masking shorter ones would tear holes into ordinary words without hiding anything. */
    private static final int SHORTEST = 4;

    /** Of what has lost its secrets before. */
    static final Redaction NONE = new Redaction(Set.of());

    private final List<String> secrets;
    private final Pattern anySecret;

    private Redaction(Set<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                // Longest first, or the mask of a part would leave the rest of the whole behind.
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        // In any case, since names of hosts come back in small letters.
        anySecret = Pattern.compile(
                this.secrets.isEmpty()
                        ? "(?!)"
                        : this.secrets.stream().map(Pattern::quote).collect(Collectors.joining("|")),
                Pattern.CASE_INSENSITIVE);
    }

    /** Returns the redaction of a plan's secrets; those of requests made in code are not known. */
    static Redaction of(LoadPlan plan) {
        Set<String> secrets = new HashSet<>();
        if (plan.source() instanceof RequestSource.Repeated repeated) {
            repeated.request().headers().stream()
                    .filter(Header::isSecret)
                    .forEach(header -> addHeader(secrets, header));
            addQuery(secrets, repeated.request().path());
            if (repeated.request().isBodySecret()) {
                add(secrets, new String(repeated.request().body(), StandardCharsets.UTF_8));
            }
        }
        String query = plan.target().getRawQuery();
        addQuery(secrets, query == null ? "" : "?" + query);
        URI proxy = plan.transport().proxy();
        if (proxy != null && proxy.getRawUserInfo() != null) {
            addCredentials(secrets, proxy.getRawUserInfo());
            addCredentials(secrets, proxy.getUserInfo());
        }
        return new Redaction(secrets);
    }

    /** Returns the text without the plan's secrets. */
    String apply(String text) {
        return withoutCutSecret(anySecret.matcher(text).replaceAll(MASK));
    }

    /** Masks the beginning of a secret that was cut off with the rest of a long message. */
    private String withoutCutSecret(String text) {
        int end = text.lastIndexOf('…');
        if (end < 0) {
            return text;
        }
        int from = end;
        for (String secret : secrets) {
            for (int length = Math.min(secret.length() - 1, end); length >= SHORTEST; length--) {
                if (text.regionMatches(true, end - length, secret, 0, length)) {
                    from = Math.min(from, end - length);
                    break;
                }
            }
        }
        return from == end ? text : text.substring(0, from) + MASK + text.substring(end);
    }

    private static void addHeader(Set<String> secrets, Header header) {
        String value = header.value();
        add(secrets, value);
        String credentials = value.substring(value.indexOf(' ') + 1).strip();
        add(secrets, credentials);
        if (value.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                byte[] pair = Base64.getDecoder().decode(credentials);
                addCredentials(secrets, new String(pair, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException notBase64) {
                // What is no Base64 holds no password to look for.
                return;
            }
        }
        if (header.name().toLowerCase(Locale.ROOT).endsWith("cookie")) {
            Arrays.stream(value.split(";"))
                    .map(pair -> pair.substring(pair.indexOf('=') + 1).strip())
                    .forEach(cookie -> add(secrets, cookie));
        }
    }

    private static void addQuery(Set<String> secrets, String path) {
        String query = path.substring(path.indexOf('?') + 1);
        for (String parameter : query.split("&")) {
            int equals = parameter.indexOf('=');
            if (equals >= 0 && SecretNames.isSecret(decoded(parameter.substring(0, equals)))) {
                add(secrets, parameter.substring(equals + 1));
                add(secrets, decoded(parameter.substring(equals + 1)));
            }
        }
    }

    private static void addCredentials(Set<String> secrets, String userAndPassword) {
        add(secrets, userAndPassword);
        add(secrets, userAndPassword.substring(userAndPassword.indexOf(':') + 1));
    }

    private static void add(Set<String> secrets, String secret) {
        if (secret.length() >= SHORTEST) {
            secrets.addAll(SecretForms.of(secret));
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notPercentEncoded) {
            return text;
        }
    }
}
