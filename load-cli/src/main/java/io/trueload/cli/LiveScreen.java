// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.ShutdownHooks;
import org.jspecify.annotations.Nullable;

/**
 * The terminal while the live view has it: a screen of its own, keys that come one by one and are not echoed. Thread-safe.
 *
 * <p>Nothing that goes wrong with a terminal is of interest to a run: it is then not drawn on any more.
 */
final class LiveScreen {

    static final int NO_KEY = -1;

    private final Terminal terminal;
    private final BooleanSupplier foreground;
    private final Display display;
    private final FileInputStream keys = new FileInputStream(FileDescriptor.in);
    private @Nullable Attributes before;
    private Size size;
    private boolean entered;
    private boolean resized;
    private boolean held;
    private boolean broken;

    /**
     * Takes a terminal, but does nothing with it yet.
     *
     * @param foreground whether this process is the one to which its keys go
     */
    LiveScreen(Terminal terminal, BooleanSupplier foreground) {
        this.terminal = terminal;
        this.foreground = foreground;
        size = terminal.getSize();
        display = new Display(terminal, true);
    }

    /**
     * Returns the screen of the terminal that standard input and standard error are, or null if there is none to draw on.
     *
     * @param byStty whether there is the program of that name, which is the cheaper way to the terminal
     */
    static @Nullable LiveScreen open(boolean byStty) {
        // JLine's would set the modes that it found, also if another program has the terminal by then.
        System.setProperty(ShutdownHooks.PROP_DISABLE_SHUTDOWN_HOOK, "true");
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .systemOutput(SystemOutput.SysErr)
                    // Neither writes a file of native code.
                    .providers(byStty ? "exec" : "ffm")
                    .exec(byStty)
                    .ffm(!byStty)
                    .jni(false)
                    .dumb(false)
                    .encoding(StandardCharsets.UTF_8)
                    // Where no locale is set, as in the image, these would be ASCII.
                    .stdoutEncoding(StandardCharsets.UTF_8)
                    .stderrEncoding(StandardCharsets.UTF_8)
                    // Signals are heard by this command itself, and Ctrl-C must go on to be one.
                    .nativeSignals(false)
                    .type(type(System.getenv("TERM")))
                    // Would ask the terminal and wait for half a second; nothing that needs it is drawn.
                    .graphemeCluster(false)
                    .build();
            Size size = terminal.getSize();
            boolean usable = size.getRows() > 0
                    && size.getColumns() > 0
                    && terminal.getStringCapability(Capability.cursor_address) != null
                    && terminal.getStringCapability(Capability.enter_ca_mode) != null;
            if (usable) {
                var screen = new LiveScreen(terminal, ProcessGroup.own()::isForeground);
                screen.listen();
                return screen;
            }
            terminal.close();
            return null;
        } catch (IOException | IOError | RuntimeException | LinkageError e) {
            // JLine has many ways to say that this is no terminal that it can use.
            return null;
        }
    }

    /**
     * Returns which of the terminals that JLine knows by itself one is like; of others it would ask a program that need not
     * be there, and complain in many lines if it is not.
     */
    static String type(@Nullable String term) {
        if (term != null && (term.startsWith("screen") || term.startsWith("tmux"))) {
            return "screen-256color";
        }
        return term != null && term.startsWith("rxvt") ? "rxvt" : "xterm-256color";
    }

    /** Returns whether this process may draw, and is not in the background. */
    boolean isOurs() {
        return foreground.getAsBoolean();
    }

    /** Returns how many rows there are. */
    synchronized int rows() {
        return size.getRows();
    }

    /** Returns how many columns may be written: the last stays free, since some terminals go to the next line then. */
    synchronized int columns() {
        return size.getColumns() - 1;
    }

    /** Draws what has changed; takes the terminal first if this process does not have it yet. */
    synchronized void draw(List<AttributedString> lines) {
        if (broken || held) {
            return;
        }
        try {
            if (!entered) {
                enter();
            }
            display.update(lines, 0);
            terminal.flush();
        } catch (IOError | RuntimeException e) {
            broken = true;
        }
    }

    /** Learns the size anew; returns whether all must be drawn again. */
    synchronized boolean takeResize() {
        if (!resized) {
            return false;
        }
        resized = false;
        try {
            size = terminal.getSize();
            clear();
            return entered;
        } catch (IOError | RuntimeException e) {
            broken = true;
            return false;
        }
    }

    /** Begins to hear what happens to the terminal and to this process on it. */
    private void listen() {
        OsSignal.handle("WINCH", this::resized);
        OsSignal.handle("TSTP", this::suspended);
        OsSignal.handle("CONT", this::continued);
        // Else the run would stand still if it gave the terminal back from the background.
        OsSignal.ignore("TTOU");
        OsSignal.ignore("TTIN");
    }

    private synchronized void resized() {
        resized = true;
    }

    /** Ctrl-Z: the shell must find its terminal as it was. */
    private void suspended() {
        if (!ProcessGroup.own().isWaitedFor()) {
            // Without a shell nobody would let this process go on.
            return;
        }
        synchronized (this) {
            held = true;
            leave();
        }
        OwnProcess.stop();
        synchronized (this) {
            held = false;
            resized = true;
        }
    }

    /** Whoever stopped this process may have used the terminal meanwhile. */
    private synchronized void continued() {
        if (isOurs()) {
            leave();
        }
        resized = true;
    }

    /** Returns a key that was pressed, or {@link #NO_KEY}; never waits for one. */
    synchronized int key() {
        try {
            // A process in the background must not even try.
            return entered && keys.available() > 0 ? keys.read() : NO_KEY;
        } catch (IOException e) {
            return NO_KEY;
        }
    }

    /** Gives the terminal back as it was. */
    synchronized void leave() {
        if (!entered) {
            return;
        }
        entered = false;
        try {
            terminal.puts(Capability.cursor_normal);
            terminal.puts(Capability.exit_ca_mode);
            terminal.flush();
        } catch (IOError | RuntimeException e) {
            broken = true;
        }
        restoreInput();
    }

    /** Gives back how the keys are read, without writing anything: for a terminal that takes nothing. */
    void restoreInput() {
        Attributes found = before;
        if (found == null) {
            return;
        }
        try {
            terminal.setAttributes(found);
        } catch (IOError | RuntimeException e) {
            // It is gone.
            return;
        }
    }

    private void enter() {
        // First, so that what fails on the way is undone too.
        entered = true;
        // All else stays, such as what makes Ctrl-C a signal.
        Attributes found = terminal.getAttributes();
        before = found;
        Attributes keyByKey = new Attributes(found);
        keyByKey.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO), false);
        keyByKey.setControlChar(ControlChar.VMIN, 0);
        keyByKey.setControlChar(ControlChar.VTIME, 0);
        terminal.setAttributes(keyByKey);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        clear();
    }

    private void clear() {
        display.resize(size);
        display.clear();
        display.reset();
        if (entered) {
            terminal.puts(Capability.clear_screen);
        }
    }
}
