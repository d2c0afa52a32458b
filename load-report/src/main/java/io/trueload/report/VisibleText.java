// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import java.util.Locale;

/**
 * Texts from outside with every character that is not simply drawn written as an escape, so that a terminal shows them and
 * does nothing else.
 *
 * @since 0.1.0
 */
public final class VisibleText {

    private VisibleText() {}

    /** Returns the text made visible, such as {@code a\tb\u001b[2J}. */
    public static String of(String text) {
        var visible = new StringBuilder(text.length());
        text.codePoints().forEach(character -> append(visible, character));
        return visible.toString();
    }

    static void append(StringBuilder line, int character) {
        switch (character) {
            case '\t' -> line.append("\\t");
            case '\r' -> line.append("\\r");
            case '\n' -> line.append("\\n");
            default -> {
                if (isDrawn(character)) {
                    line.appendCodePoint(character);
                } else {
                    line.append(String.format(Locale.ROOT, "\\u%04x", character));
                }
            }
        }
    }

    private static boolean isDrawn(int character) {
        return switch (Character.getType(character)) {
            // Format characters turn the direction of writing, so that a line reads as what it is not.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
