// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The ways in which a secret may turn up in a text: as it is, percent-encoded, in JSON, or in Base64. */
final class SecretForms {

    /** A shorter stretch of Base64 may be an ordinary word. */
    private static final int SHORTEST_STRETCH = 8;

    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

    private SecretForms() {}

    static Set<String> of(String secret) {
        Set<String> forms = new HashSet<>();
        forms.add(secret);
        forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
        // As forms have it, and as URLs have it (RFC 3986); servers write the digits in either case.
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String url = form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
        for (String encoded : new String[] {form, url}) {
            forms.add(encoded);
            forms.add(ESCAPE.matcher(encoded).replaceAll(match -> match.group().toLowerCase(Locale.ROOT)));
        }
        for (Base64.Encoder base64 : new Base64.Encoder[] {Base64.getEncoder(), Base64.getUrlEncoder()}) {
            addBase64(forms, base64, secret.getBytes(StandardCharsets.UTF_8));
        }
        return forms;
    }

    private static void addBase64(Set<String> forms, Base64.Encoder base64, byte[] secret) {
        forms.add(base64.encodeToString(secret));
        forms.add(base64.withoutPadding().encodeToString(secret));
        // In the middle of something longer: six bits a character, so there are three ways to lie on their borders.
        for (int before = 0; before < 3; before++) {
            byte[] bytes = new byte[before + secret.length];
            System.arraycopy(secret, 0, bytes, before, secret.length);
            int from = (before * 8 + 5) / 6;
            int to = bytes.length * 8 / 6;
            if (to - from >= SHORTEST_STRETCH) {
                forms.add(base64.encodeToString(bytes).substring(from, to));
            }
        }
    }
}
