// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimersTest {

    private final Timers timers = new Timers();
    private final List<String> ran = new ArrayList<>();

    @Test
    void runDue_sameInstant_runsInTheOrderOfAddition() {
        long past = System.nanoTime() - 1_000;
        timers.add(past, () -> ran.add("second"));
        timers.add(past, () -> ran.add("third"));
        timers.add(past - 1, () -> ran.add("first"));
        timers.add(past + Long.MAX_VALUE / 2, () -> ran.add("never"));

        timers.runDue();

        assertThat(ran).containsExactly("first", "second", "third");
    }

    @Test
    void nanosToNext_empty_isNothingDue() {
        assertThat(timers.nanosToNext()).isEqualTo(Timers.NOTHING_DUE);
    }
}
