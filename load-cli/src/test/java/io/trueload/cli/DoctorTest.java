// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.cli.Doctor.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {

    private static final Finding GOOD = new Finding("clock", "advances in steps of 27ns (limit 1us)", true, "mend it");
    private static final Finding BAD =
            new Finding("hiccups in 2 s", "longest 31.0ms (limit 20ms)", false, "end the others");

    @Test
    void table_allGood_isBelieved() {
        assertThat(Doctor.table(List.of(GOOD))).isEqualTo("""
            clock              advances in steps of 27ns (limit 1us)                      ok

            Verdict: this machine can be believed, up to the rate above
            """);
    }

    @Test
    void table_withAProblem_saysWhatToDo() {
        assertThat(Doctor.table(List.of(GOOD, BAD))).isEqualTo("""
            clock              advances in steps of 27ns (limit 1us)                      ok
            hiccups in 2 s     longest 31.0ms (limit 20ms)                                PROBLEM: end the others

            Verdict: 1 problem; what is measured here may be the generator's own doing
            """);
        assertThat(Doctor.table(List.of(BAD, BAD))).contains("Verdict: 2 problems; ");
    }
}
