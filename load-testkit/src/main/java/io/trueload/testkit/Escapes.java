// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

/** Characters that have no key, as a command line writes them: {@code \r}, {@code \n}, {@code \0} and {@code \\}. */
final class Escapes {

    private Escapes() {}

    static String resolve(String text) {
        var resolved = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            resolved.append(c == '\\' && i + 1 < text.length() ? resolve(text.charAt(++i)) : c);
        }
        return resolved.toString();
    }

    private static char resolve(char escaped) {
        return switch (escaped) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case '0' -> '\0';
            case '\\' -> '\\';
            default -> throw new IllegalArgumentException("unknown escape: \\" + escaped);
        };
    }
}
