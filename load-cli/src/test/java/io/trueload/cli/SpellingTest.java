// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

    private static final List<String> KNOWN = List.of("-n", "-c", "--concurrency", "--connect-timeout", "--rate");

    @Test
    void nearest_fewChanges_isFound() {
        assertThat(Spelling.nearest("--concurency", KNOWN)).contains("--concurrency");
        assertThat(Spelling.nearest("-concurrency", KNOWN)).contains("--concurrency");
        assertThat(Spelling.nearest("--rates", KNOWN)).contains("--rate");
    }

    @Test
    void nearest_severalEquallyNear_isTheFirstByName() {
        assertThat(Spelling.nearest("-nc", KNOWN)).contains("-c");
    }

    @Test
    void nearest_nothingAlike_isEmpty() {
        assertThat(Spelling.nearest("--frobnicate", KNOWN)).isEmpty();
        assertThat(Spelling.nearest("-x", KNOWN)).isEmpty();
    }

    @Test
    void distance_countsLetters() {
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
        assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Spelling.distance("same", "same")).isZero();
    }
}
