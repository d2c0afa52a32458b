// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

/** Elements of XML or HTML in the making: what stands in them and in their attributes is always escaped. Not thread-safe. */
final class Markup {

    private static final char REPLACEMENT = '\ufffd';

    private final StringBuilder text = new StringBuilder();

    /** Adds markup as it stands. */
    Markup raw(String markup) {
        text.append(markup);
        return this;
    }

    /** Adds text. */
    Markup text(String anything) {
        text.append(escaped(anything));
        return this;
    }

    /**
     * Adds the beginning of an element.
     *
     * @param attributes names and values in turn
     */
    Markup open(String element, String... attributes) {
        text.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        text.append('>');
        return this;
    }

    /** Adds the end of an element. */
    Markup close(String element) {
        text.append("</").append(element).append('>');
        return this;
    }

    /** Adds an element that holds nothing but text. */
    Markup element(String element, String content, String... attributes) {
        return open(element, attributes).text(content).close(element);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Returns a text as it may stand in elements and between double quotes; what XML cannot hold is replaced. */
    static String escaped(String anything) {
        var escaped = new StringBuilder(anything.length());
        anything.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isAllowed(character) ? character : REPLACEMENT);
            }
        });
        return escaped.toString();
    }

    /** The production Char of XML 1.0. */
    private static boolean isAllowed(int character) {
        return character == '\n'
                || character == '\t'
                || character >= ' ' && character <= 0xd7ff
                || character >= 0xe000 && character <= 0xfffd
                || character >= 0x10000;
    }
}
