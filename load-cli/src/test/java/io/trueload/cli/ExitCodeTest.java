// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Verdict;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

    @Test
    void of_eachVerdict_isItsOwn() {
        assertThat(ExitCode.of(Verdict.Kind.PASS)).isEqualTo(0);
        assertThat(ExitCode.of(Verdict.Kind.FAIL)).isEqualTo(1);
        assertThat(ExitCode.of(Verdict.Kind.INVALID)).isEqualTo(3);
        assertThat(ExitCode.of(Verdict.Kind.INCONCLUSIVE)).isEqualTo(4);
        assertThat(Arrays.stream(Verdict.Kind.values()).map(ExitCode::of)).doesNotHaveDuplicates();
    }
}
