// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to be refused, with all that is said about it. */
class RefusalTest {

    static List<Refusal> refusals() {
        return Refusal.ALL;
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void commandLine_wrong_isRefusedWithItsOwnLine(Refusal refusal) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();

        int code = new TrueloadCommand(out, new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(refusal.words().toArray(String[]::new));

        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(refusal.stderr());
        assertThat(out.toByteArray()).isEmpty();
        assertThat(code).isEqualTo(2);
    }

    @Test
    void secrets_inWrongPlaces_areNotShown() {
        assertThat(Refusal.ALL)
                .allSatisfy(refusal -> assertThat(refusal.stderr()).doesNotContain("hunter2"));
    }
}
