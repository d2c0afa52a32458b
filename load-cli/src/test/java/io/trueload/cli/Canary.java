// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** A secret that a test looks for in everything that is written, in each form in which it could leak. */
record Canary(String secret) {

    /** Returns the forms of it that are in a text; letters count in either case. */
    List<String> foundIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return forms().stream()
                .filter(form -> lower.contains(form.toLowerCase(Locale.ROOT)))
                .toList();
    }

    String percentEncoded() {
        return URLEncoder.encode(secret, StandardCharsets.UTF_8);
    }

    String base64() {
        return Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns how a server could say it: as it is, percent-encoded, and in Base64 alone or within something longer. */
    List<String> echoes() {
        return List.of(
                secret,
                percentEncoded(),
                base64(),
                new Canary("x:" + secret + "!").base64(),
                new Canary("Bearer " + secret).base64());
    }

    private List<String> forms() {
        List<String> forms = new ArrayList<>(List.of(secret, percentEncoded()));
        for (int before = 0; before < 3; before++) {
            String shifted = new Canary("-".repeat(before) + secret).base64();
            // Without the characters at both ends, which depend on the neighbors too.
            String stretch = shifted.substring(before + 1, shifted.length() - 4);
            forms.add(stretch);
            forms.add(stretch.replace('+', '-').replace('/', '_'));
        }
        return forms;
    }
}
