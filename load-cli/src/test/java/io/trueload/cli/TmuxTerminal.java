// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A terminal that tmux makes, with a shell in it and the command as {@code ./trueload} in its folder. */
final class TmuxTerminal implements AutoCloseable {

    private final String socket = "trueload-" + UUID.randomUUID();

    private TmuxTerminal() {}

    /** Starts one. */
    static TmuxTerminal start(Path folder, int columns, int rows) {
        try {
            List<String> command = new ArrayList<>(CommandProcess.java());
            if (Runtime.version().feature() >= 22) {
                // As the launcher does.
                command.add(1, "--enable-native-access=ALL-UNNAMED");
            }
            Path script = Files.writeString(
                    folder.resolve("trueload"), "#!/bin/sh\nexec '" + String.join("' '", command) + "' \"$@\"\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var terminal = new TmuxTerminal();
        terminal.tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                Integer.toString(columns),
                "-y",
                Integer.toString(rows),
                "-c",
                folder.toString(),
                "env PS1='$ ' sh");
        terminal.await("the shell is there", screen -> screen.startsWith("$"));
        return terminal;
    }

    /** Types a line. */
    void type(String line) {
        press(line, "Enter");
    }

    /** Presses keys, by the names that tmux has for them. */
    void press(String... keys) {
        List<String> words = new ArrayList<>(List.of("send-keys"));
        words.addAll(List.of(keys));
        tmux(words.toArray(String[]::new));
    }

    void resize(int columns, int rows) {
        tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
    }

    /** Returns the text of the screen. */
    String screen() {
        return tmux("capture-pane", "-p");
    }

    /** Returns the text of the screen with its colors. */
    String coloredScreen() {
        return tmux("capture-pane", "-e", "-p");
    }

    /** Returns the text of the screen and of all that has gone beyond its upper edge. */
    String history() {
        return tmux("capture-pane", "-p", "-S", "-");
    }

    /** Returns whether a program has a screen of its own, on which nothing stays. */
    boolean isAlternate() {
        return tmux("display-message", "-p", "#{alternate_on}").strip().equals("1");
    }

    boolean hasCursor() {
        return tmux("display-message", "-p", "#{cursor_flag}").strip().equals("1");
    }

    /** Waits until the screen is as wanted, and returns its text. */
    String await(String description, Predicate<String> wanted) {
        var last = new String[] {""};
        try {
            Condition.await(description, () -> {
                last[0] = screen();
                return wanted.test(last[0]);
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ", but the screen is:\n" + last[0], e);
        }
        return last[0];
    }

    /** Waits for a line that the shell prints, such as the exit code of the command before. */
    String awaitShell(String command, String begin) {
        type(command);
        // The prompt may stand before it.
        return await(command, screen -> said(screen).anyMatch(line -> line.startsWith(begin)))
                .transform(TmuxTerminal::said)
                .filter(line -> line.startsWith(begin))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static Stream<String> said(String screen) {
        return screen.lines().map(line -> line.startsWith("$ ") ? line.substring(2) : line);
    }

    /** Takes the terminal away from whoever is on it. */
    @Override
    public void close() {
        tmux("kill-server");
    }

    private String tmux(String... words) {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", socket));
        command.addAll(List.of(words));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().remove("TMUX");
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().remove("NO_COLOR");
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
