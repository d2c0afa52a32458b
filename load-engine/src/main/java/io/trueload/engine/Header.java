// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

/**
 * One header field of a request.
 *
 * @param name a token as RFC 9110, section 5.1 defines it
 * @param value visible ASCII, blanks and tabs; leading and trailing blanks are removed
 * @since 0.1.0
 */
public record Header(String name, String value) {

    /** Refuses what would change the meaning of the request on the wire. */
    public Header {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        value = HttpText.trimBlanks(value);
        if (!HttpText.isToken(name)) {
            throw new IllegalArgumentException(
                    "header name must be a token (letters, digits and !#$%&'*+-.^_`|~): " + HttpText.visible(name));
        }
        if (!HttpText.isFieldValue(value)) {
            throw new IllegalArgumentException("header " + name
                    + " must hold visible ASCII characters, blanks and tabs only, no CR or LF: "
                    + HttpText.visible(value));
        }
    }

    /** Parses {@code Name: value}. */
    public static Header parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("header must be written as 'Name: value': " + HttpText.visible(text));
        }
        return new Header(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
