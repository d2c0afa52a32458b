// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The terminal that standard error goes to.
 *
 * @param columns its width in characters
 * @param colored whether colors are welcome
 * @param byStty whether the program of that name could be asked
 */
record StderrTerminal(int columns, boolean colored, boolean byStty) {

    private static final int USUAL_COLUMNS = 80;
    private static final Path LINUX_LINK = Path.of("/proc/self/fd/2");
    private static final Path LINUX_STDOUT = Path.of("/proc/self/fd/1");
    private static final Pattern LINUX_TERMINAL = Pattern.compile("/dev/(pts/\\d+|tty\\w*|console)");
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)");

    /** Returns the terminal, or null if standard error goes elsewhere or to one that cannot move its cursor. */
    static @Nullable StderrTerminal find(Map<String, String> environment) {
        if ("dumb".equals(environment.get("TERM"))) {
            return null;
        }
        boolean known = Files.isSymbolicLink(LINUX_LINK);
        if (known && !isTerminal(LINUX_LINK)) {
            return null;
        }
        String size = size();
        if (size == null && !known) {
            return null;
        }
        String noColor = environment.get("NO_COLOR");
        return new StderrTerminal(columns(size), noColor == null || noColor.isEmpty(), size != null);
    }

    /** Returns the width as {@code stty size} tells it, or what most terminals have. */
    static int columns(@Nullable String size) {
        Matcher matcher = SIZE.matcher(size == null ? "" : size.strip());
        // A terminal that was never told its size says 0.
        return matcher.matches() && !matcher.group(1).equals("0") ? Integer.parseInt(matcher.group(1)) : USUAL_COLUMNS;
    }

    /** Returns whether standard output is a terminal too, or may be one. */
    static boolean mayStdoutBeOne() {
        return !Files.isSymbolicLink(LINUX_STDOUT) || isTerminal(LINUX_STDOUT);
    }

    private static boolean isTerminal(Path link) {
        try {
            return LINUX_TERMINAL
                    .matcher(Files.readSymbolicLink(link).toString())
                    .matches();
        } catch (IOException e) {
            return false;
        }
    }

    /** Asks {@code stty}, whose input is made our standard error: the JDK knows neither isatty nor a width. */
    private static @Nullable String size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/stderr"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return stty.waitFor() == 0 ? size : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
