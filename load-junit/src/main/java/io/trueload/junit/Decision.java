// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Verdict.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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
     * with a chance of about 2a². A service that is too slow misses nearly always, and is still found out. "Repeat until it
     * passes" would lower the chance of a false alarm, too, but would hide a service that is too slow most of the time.
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
        List<Kind> kinds = repeats.stream().map(Decision::kind).toList();
        if (kinds.contains(Kind.FAIL)) {
            return Kind.FAIL;
        }
        // A repeat that says nothing neither confirms nor clears.
        return kinds.contains(Kind.PASS) ? Kind.PASS : Kind.INVALID;
    }

    private static Kind kind(LoadResult result) {
        return result.verdict().kind();
    }
}
