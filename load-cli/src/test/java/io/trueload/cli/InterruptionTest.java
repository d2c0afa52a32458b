// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {

    private final List<String> calls = new ArrayList<>();
    private final Interruption interruption =
            new Interruption(() -> calls.add("stop"), code -> calls.add("halt " + code));

    @Test
    void noSignal_code_isThatOfTheVerdict() {
        assertThat(interruption.codeOr(3)).isEqualTo(3);
        assertThat(calls).isEmpty();
    }

    @Test
    void firstSignal_stopsTheRun_andDecidesTheCode() {
        interruption.signaled(ExitCode.SIGTERM);

        assertThat(calls).containsExactly("stop");
        assertThat(interruption.codeOr(0)).isEqualTo(143);
    }

    @Test
    void secondSignal_whichever_endsTheProcessWithItsOwnCode() {
        interruption.signaled(ExitCode.SIGTERM);
        interruption.signaled(ExitCode.SIGINT);

        assertThat(calls).containsExactly("stop", "halt 130");
    }
}
