// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.LoadPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A plan in the making, with every mistake that was found in its settings. Not thread-safe. */
final class PlanDraft {

    private final LoadPlan.Builder plan = LoadPlan.builder();
    private final List<String> mistakes = new ArrayList<>();
    private final Set<String> mistaken = new HashSet<>();
    private final List<String> notes = new ArrayList<>();

    /** Makes one setting from the value of an option, if that was given. */
    void set(String option, @Nullable String value, BiConsumer<LoadPlan.Builder, String> setting) {
        if (value != null) {
            set(option, builder -> setting.accept(builder, value));
        }
    }

    /** Makes one setting from the value of an option, if that was given and if the parser accepts it. */
    <T> void set(
            String option,
            @Nullable String value,
            Function<String, T> parser,
            BiConsumer<LoadPlan.Builder, T> setting) {
        T parsed = value == null ? null : attempt(option, () -> parser.apply(value));
        if (parsed != null) {
            setting.accept(plan, parsed);
        }
    }

    /** Makes one setting; what is wrong with it alone is reported under the option's name. */
    void set(String option, Consumer<LoadPlan.Builder> setting) {
        attempt(option, () -> {
            // Tried on a plan that has no other mistake and no limit to clash with, so that the complaint is its own.
            var alone = LoadPlan.builder()
                    .target("http://localhost/")
                    .concurrency(1)
                    .duration(Duration.ofHours(1));
            setting.accept(alone);
            alone.build();
            setting.accept(plan);
            return plan;
        });
    }

    /**
     * Returns what a reading of an option returns, or null if it refused; that is then reported.
     *
     * @param option the name under which a complaint stands; empty if it says itself what it is about
     */
    <T> @Nullable T attempt(String option, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            mistake(option.isEmpty() ? String.valueOf(e.getMessage()) : option + ": " + e.getMessage());
            mistaken.add(option);
            return null;
        }
    }

    /** Reports a mistake. */
    void mistake(String message) {
        mistakes.add(message);
    }

    /** Returns whether the setting of an option was refused. */
    boolean isMistaken(String option) {
        return mistaken.contains(option);
    }

    /** Adds something that the user should know although the run goes on. */
    void note(String note) {
        notes.add(note);
    }

    /** Returns the notes in the order in which they were made. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * Returns the plan.
     *
     * @throws RefusedException with every mistake, one message each
     */
    LoadPlan build() {
        if (!mistakes.isEmpty()) {
            throw new RefusedException(mistakes);
        }
        try {
            return plan.build();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(List.of(String.valueOf(e.getMessage())));
        }
    }
}
