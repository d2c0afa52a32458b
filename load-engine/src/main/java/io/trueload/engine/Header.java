// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * One header field of a request.
 *
 * @param name a token as RFC 9110, section 5.1 defines it
 * @param value visible ASCII, blanks and tabs; leading and trailing blanks are removed
 * @param isSecret whether no report may show the value, because its source or its name says that it is secret
 * @since 0.1.0
 */
public record Header(String name, String value, boolean isSecret) {

    /** Refuses what would change the meaning of the request on the wire. */
    public Header {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        value = HttpText.trimBlanks(value);
        if (!HttpText.isToken(name)) {
            throw new IllegalArgumentException(
                    "header name must be a token (letters, digits and !#$%&'*+-.^_`|~): " + shown(name));
        }
        isSecret |= SecretNames.isSecret(name);
        if (!HttpText.isFieldValue(value)) {
            throw new IllegalArgumentException(
                    "header " + name + " must hold visible ASCII characters, blanks and tabs only, no CR or LF: "
                            + (isSecret ? SecretNames.MASK : HttpText.visible(value)));
        }
    }

    /** Makes a header that is secret if its name says so, such as {@code Authorization}. */
    public Header(String name, String value) {
        this(name, value, false);
    }

    /**
     * Parses {@code Name: value}. The value may be kept elsewhere, as {@link SecretText} says, and of credentials the part
     * after the scheme: {@code Authorization: Bearer env:TOKEN}.
     */
    public static Header parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            // Not shown: what is no header may be a token that a forgotten quote has set free.
            throw new IllegalArgumentException("header must be written as 'Name: value', with a name and a colon");
        }
        String name = text.substring(0, colon);
        String value = HttpText.trimBlanks(text.substring(colon + 1));
        int blank = name.toLowerCase(Locale.ROOT).endsWith("authorization") ? value.indexOf(' ') : -1;
        String scheme = value.substring(0, blank + 1);
        SecretText rest = SecretText.of(HttpText.trimBlanks(value.substring(blank + 1)));
        return new Header(name, scheme + rest.value(), rest.isSecret());
    }

    /** Returns {@code Name: value}, the value masked if it is secret. */
    @Override
    public String toString() {
        return name + ": " + (isSecret ? SecretNames.MASK : value);
    }

    /** Returns the first word of what should have been a name: the rest may belong to a value. */
    private static String shown(String name) {
        int blank = name.indexOf(' ');
        return HttpText.visible(blank < 0 || blank == name.length() - 1 ? name : name.substring(0, blank) + " …");
    }
}
