// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

/** The characters that may stand in a request line or a header field (RFC 9110 and RFC 9112). */
final class HttpText {

    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

    private HttpText() {}

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(HttpText::isTokenCharacter);
    }

    static boolean isFieldValue(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f || c == '\t');
    }

    /** Removes blanks and tabs at both ends, and nothing else: a CR or LF there must still be seen and refused. */
    static String trimBlanks(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Returns whether the text can stand as a request target: visible ASCII only. */
    static boolean isRequestTarget(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#');
    }

    /** Returns the text with every character that a terminal would act upon written as an escape. */
    static String visible(String text) {
        var visible = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (c == '\r') {
                visible.append("\\r");
            } else if (c == '\n') {
                visible.append("\\n");
            } else if (!isDrawn(c)) {
                visible.append(String.format("\\u%04x", c));
            } else {
                visible.append((char) c);
            }
        });
        return visible.toString();
    }

    /** Returns whether a character is simply drawn; format characters turn the direction of writing. */
    private static boolean isDrawn(int c) {
        int type = Character.getType(c);
        return !Character.isISOControl(c)
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }

    private static boolean isTokenCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || TOKEN_SYMBOLS.indexOf(c) >= 0;
    }
}
