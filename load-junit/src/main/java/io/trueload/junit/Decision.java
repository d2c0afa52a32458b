// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Verdict.Judgment;
import io.trueload.engine.Verdict.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a run and the repeats of it come to.
 *
 * @param kind the one word
 * @param first the run that was planned
 * @param repeats of the first run, if that missed an expectation
 */
record Decision(Kind kind, LoadResult first, List<LoadResult> repeats) {

    /*
     * One run on a shared machine misses its limit now and then though the service is as fast as ever. So a miss is
     * confirmed before it counts: with a chance a of missing by accident, one run and at least one of two repeats all miss
     * with a chance of about 2a². It must be the same expectation, or several of them would confirm one another's
     * accidents. A service that is too slow misses nearly always, and is still found out. "Repeat until it passes" would
     * lower the chance of a false alarm, too, but would hide a service that is too slow most of the time.
     */

    Decision {
        repeats = List.copyOf(repeats);
    }

    /**
     * Decides on a run that has ended, and repeats it if it missed an expectation.
     *
     * @param most how often it is repeated
     */
    static Decision of(LoadResult first, int most, Supplier<LoadResult> repeat) {
        List<LoadResult> repeats = new ArrayList<>();
        if (kind(first) == Kind.FAIL) {
            LoadResult last = first;
            while (repeats.size() < most && !last.interrupted()) {
                last = repeat.get();
                repeats.add(last);
            }
        }
        return new Decision(decide(first, repeats, most), first, repeats);
    }

    /** Returns how many repeats ended in a verdict. */
    long count(Kind kind) {
        return repeats.stream().filter(result -> kind(result) == kind).count();
    }

    /**
     * Returns the places of the expectations for which the test fails: those that two runs missed; all that the first
     * missed where it was not repeated, or where every repeat missed another. The first run missed each of them, or else
     * a repeat did.
     */
    List<Integer> missed() {
        List<Integer> confirmed = confirmed(first, repeats);
        return confirmed.isEmpty() ? missesOf(first) : confirmed;
    }

    /** Returns what was measured of an expectation in the first run that missed it. */
    Judgment judgment(int place) {
        return Stream.concat(Stream.of(first), repeats.stream())
                .filter(result -> misses(result, place) > 0)
                .findFirst()
                .orElse(first)
                .verdict()
                .requirements()
                .get(place);
    }

    /** Returns how many repeats missed an expectation that an earlier run had missed. */
    long confirmations(int place) {
        return misses(first, place)
                + repeats.stream().mapToInt(repeat -> misses(repeat, place)).sum()
                - 1L;
    }

    /** Returns the run that stands for the test: the first, or the repeat that cleared it. */
    LoadResult result() {
        Optional<LoadResult> cleared = kind == Kind.PASS
                ? repeats.stream().filter(result -> kind(result) == Kind.PASS).findFirst()
                : Optional.empty();
        return cleared.orElse(first);
    }

    boolean isInterrupted() {
        return first.interrupted() || repeats.stream().anyMatch(LoadResult::interrupted);
    }

    private static Kind decide(LoadResult first, List<LoadResult> repeats, int most) {
        if (kind(first) != Kind.FAIL || most == 0) {
            return kind(first);
        }
        // A repeat that was cut off or says nothing neither confirms nor clears.
        List<Kind> kinds = repeats.stream()
                .filter(repeat -> !repeat.interrupted())
                .map(Decision::kind)
                .toList();
        if (kinds.contains(Kind.FAIL)
                && (!kinds.contains(Kind.PASS)
                        || missesOf(first).isEmpty()
                        || !confirmed(first, repeats).isEmpty())) {
            return Kind.FAIL;
        }
        return kinds.contains(Kind.PASS) ? Kind.PASS : Kind.INVALID;
    }

    /** Returns the places of the expectations that two of the runs missed: one that each missed for itself is none. */
    private static List<Integer> confirmed(LoadResult first, List<LoadResult> repeats) {
        return IntStream.range(0, first.verdict().requirements().size())
                .filter(place -> misses(first, place)
                                + repeats.stream()
                                        .mapToInt(repeat -> misses(repeat, place))
                                        .sum()
                        > 1)
                .boxed()
                .toList();
    }

    private static List<Integer> missesOf(LoadResult result) {
        return IntStream.range(0, result.verdict().requirements().size())
                .filter(place -> misses(result, place) > 0)
                .boxed()
                .toList();
    }

    private static int misses(LoadResult result, int place) {
        Judgment judgment = result.verdict().requirements().get(place);
        boolean missed = judgment.carried() && !judgment.met();
        return missed && kind(result) == Kind.FAIL && !result.interrupted() ? 1 : 0;
    }

    private static Kind kind(LoadResult result) {
        return result.verdict().kind();
    }
}
