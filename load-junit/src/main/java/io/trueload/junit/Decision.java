// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.Verdict.Judgment;
import io.trueload.engine.Verdict.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What a run and the repeats of it come to.
 *
 * @param runs the run that was planned, and the repeats of it if it missed an expectation
 * @param unrepeatable why no more repeats could be made; empty if all were
 */
record Decision(List<LoadResult> runs, String unrepeatable) {

    /*
     * One run on a shared machine misses its limit now and then though the service is as fast as ever. So a miss is
     * confirmed before it counts: with a chance a of missing by accident, one run and at least one of two repeats all miss
     * with a chance of about 2a². It must be the same expectation, or several of them would confirm one another's
     * accidents. A service that is too slow misses nearly always, and is still found out. "Repeat until it passes" would
     * lower the chance of a false alarm, too, but would hide a service that is too slow most of the time.
     */

    Decision {
        runs = List.copyOf(runs);
    }

    /**
     * Decides on a run that has ended, and repeats it if it missed an expectation.
     *
     * @param most how often it is repeated
     */
    static Decision of(LoadResult first, int most, Supplier<LoadResult> repeat) {
        List<LoadResult> runs = new ArrayList<>(List.of(first));
        LoadResult last = first;
        while (kind(first) == Kind.FAIL && runs.size() <= most && !last.interrupted()) {
            try {
                last = repeat.get();
            } catch (LoadRunException | IllegalArgumentException e) {
                // A target that is gone confirms the miss; its words must not take the place of what was measured.
                return new Decision(runs, String.valueOf(e.getMessage()));
            }
            runs.add(last);
        }
        return new Decision(runs, "");
    }

    /** Returns the one word. */
    Kind kind() {
        if (repeats().isEmpty()) {
            return kind(first());
        }
        if (!unrepeatable.isEmpty()) {
            return Kind.FAIL;
        }
        boolean fails = count(Kind.FAIL) > 0;
        boolean passes = count(Kind.PASS) > 0;
        // A first run that missed no expectation had no answer as expected; any repeat that fails confirms that.
        boolean confirmed = !missedTwice().isEmpty() || missedFirst().isEmpty();
        if (fails && (confirmed || !passes)) {
            return Kind.FAIL;
        }
        return passes ? Kind.PASS : Kind.INVALID;
    }

    LoadResult first() {
        return runs.get(0);
    }

    List<LoadResult> repeats() {
        return runs.subList(1, runs.size());
    }

    /** Returns how many repeats ended in a verdict; one that was cut off has none. */
    long count(Kind kind) {
        return repeats().stream()
                .filter(repeat -> !repeat.interrupted() && kind(repeat) == kind)
                .count();
    }

    /**
     * Returns the places of the expectations for which the test fails: those that two runs missed; or, where no two missed
     * the same, all that the first missed.
     */
    List<Integer> missed() {
        return missedTwice().isEmpty() ? missedFirst() : missedTwice();
    }

    /** Returns what was measured of an expectation in the first run that missed it. */
    Judgment judgment(int place) {
        return judgment(missing(place).get(0), place);
    }

    /** Returns how many repeats missed an expectation that an earlier run had missed. */
    int confirmations(int place) {
        return missing(place).size() - 1;
    }

    /** Returns the run that stands for the test: the first, or the repeat that cleared it. */
    LoadResult result() {
        return runs.stream()
                .filter(run -> kind() == Kind.PASS && kind(run) == Kind.PASS)
                .findFirst()
                .orElse(first());
    }

    boolean isInterrupted() {
        return runs.stream().anyMatch(LoadResult::interrupted);
    }

    private List<Integer> missedTwice() {
        return places(place -> missing(place).size() > 1);
    }

    private List<Integer> missedFirst() {
        return places(place -> missing(place).contains(first()));
    }

    /** Returns the runs that missed an expectation; one that was cut off or says nothing missed none. */
    private List<LoadResult> missing(int place) {
        return runs.stream()
                .filter(run -> kind(run) == Kind.FAIL && !run.interrupted())
                .filter(run ->
                        judgment(run, place).carried() && !judgment(run, place).met())
                .toList();
    }

    private List<Integer> places(IntPredicate condition) {
        return IntStream.range(0, first().verdict().requirements().size())
                .filter(condition)
                .boxed()
                .toList();
    }

    private static Judgment judgment(LoadResult run, int place) {
        return run.verdict().requirements().get(place);
    }

    private static Kind kind(LoadResult run) {
        return run.verdict().kind();
    }
}
