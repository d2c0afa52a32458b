// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.RunListener.Progress;
import io.trueload.report.TerminalText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A whole screen that is redrawn once a second, or a bar where there is none. Confined to one thread at a time. */
final class LiveView implements ProgressView {

    private static final String QUIT = "qQ";
    private static final String PAUSE = "pP ";
    private static final int ESCAPE = 27;

    /** How long a key may wait until it is heard. */
    private static final long KEY_MILLIS = 100;

    private final LivePlan plan;
    private final TerminalText texts;
    private final boolean colored;
    private final Supplier<@Nullable LiveScreen> opener;
    private final ProgressView instead;
    private final Runnable quit;
    private final LiveHistory history = new LiveHistory();
    private boolean opened;
    private volatile @Nullable LiveScreen screen;
    private @Nullable LiveState latest;
    private @Nullable LiveState shown;
    private boolean paused;
    private boolean quitting;
    private boolean away;

    /**
     * Makes a view that has not touched the terminal yet.
     *
     * @param opener returns null if the terminal is not good for a view
     * @param instead what is shown then
     * @param quit called when the user wants the run to end
     */
    LiveView(
            LoadPlan plan,
            boolean colored,
            Supplier<@Nullable LiveScreen> opener,
            ProgressView instead,
            Runnable quit) {
        this.plan = LivePlan.of(plan);
        this.texts = TerminalText.of(plan);
        this.colored = colored;
        this.opener = opener;
        this.instead = instead;
        this.quit = quit;
    }

    /** Loads what the view needs, so that no processor is busy with that during the run. */
    void prepare() {
        open();
        if (screen != null) {
            var unused = LiveLayout.lines(state(nothing()), LiveLayout.LEAST_ROWS, LiveLayout.LEAST_COLUMNS, colored);
        }
    }

    @Override
    public String show(Progress progress) {
        open();
        LiveScreen on = screen;
        if (on == null) {
            return instead.show(progress);
        }
        history.add(progress.intervals(), progress.elapsed());
        latest = state(progress);
        if (!paused) {
            shown = latest;
        }
        away = !on.isOurs();
        draw(on);
        return "";
    }

    @Override
    public long patienceMillis() {
        return KEY_MILLIS;
    }

    @Override
    public String idle() {
        LiveScreen on = screen;
        if (on == null || shown == null || away) {
            return "";
        }
        for (int key = on.key(); key != LiveScreen.NO_KEY; key = on.key()) {
            pressed(on, key);
        }
        if (on.takeResize()) {
            draw(on);
        }
        return "";
    }

    @Override
    public String end() {
        LiveScreen on = screen;
        if (on == null) {
            return instead.end();
        }
        on.leave();
        return "";
    }

    @Override
    public void abandon() {
        LiveScreen on = screen;
        if (on != null) {
            on.restoreInput();
        }
    }

    private void open() {
        if (!opened) {
            opened = true;
            screen = opener.get();
        }
    }

    private void pressed(LiveScreen on, int key) {
        if (key == ESCAPE) {
            // The beginning of a key that sends several characters, some of which are those of other keys.
            drop(on);
        } else if (QUIT.indexOf(key) >= 0) {
            if (!quitting) {
                // Once, since a second time would end the process; not on this thread, for whose end it will wait.
                quitting = true;
                new Thread(quit, "quit").start();
            }
        } else if (PAUSE.indexOf(key) >= 0) {
            paused = !paused;
            shown = paused ? shown : latest;
            draw(on);
        }
    }

    private static void drop(LiveScreen on) {
        int key = on.key();
        while (key != LiveScreen.NO_KEY) {
            key = on.key();
        }
    }

    private void draw(LiveScreen on) {
        if (away || shown == null) {
            return;
        }
        on.takeResize();
        on.draw(LiveLayout.lines(shown.paused(paused), on.rows(), on.columns(), colored));
    }

    private LiveState state(Progress progress) {
        List<ErrorCount> messages = progress.messages().stream()
                .map(error -> new ErrorCount(error.outcome(), texts.line(error.message()), error.count()))
                .toList();
        return new LiveState(plan, progress, messages, history.soFar(), history.seconds(), paused);
    }

    private static Progress nothing() {
        return new Progress(
                true,
                Duration.ZERO,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                0,
                0,
                0,
                0,
                0,
                Map.of(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                GeneratorHealth.UNKNOWN);
    }
}
