// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TrueloadCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void help_goesToStandardOutput_andIsASuccess() {
        assertThat(run(out, "--help")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Usage: trueload [OPTION]... URL\n       trueload [OPTION]... --demo\n");
        assertThat(err.toByteArray()).isEmpty();
    }

    @Test
    void version_isThreeLines_ofCommandJvmAndSystem() {
        assertThat(run(out, "--version")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .first()
                .asString()
                .matches("trueload \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(System.getProperty("java.runtime.version"))
                .contains(System.getProperty("os.name"));
    }

    @Test
    void output_thatCannotBeWritten_isAFailureWithAMessage() {
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThat(run(full, "--help")).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("trueload: cannot write to standard output: No space left on device\n");
    }

    private int run(OutputStream out, String... arguments) {
        return new TrueloadCommand(out, new PrintStream(err, true, StandardCharsets.UTF_8)).run(arguments);
    }
}
