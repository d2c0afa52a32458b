// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultMainIT {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"black-hole", "half-closed", "gzip-bomb", "tls-expired", "h2-goaway"})
    void run_fault_tellsItsPortAndItsHits_untilTheInputEnds(String fault) throws Exception {
        assertThat(run("hits\n", fault, folder.toString())).isZero();
        assertThat(out.toString(US_ASCII)).matches("listening \\d+\n0\n");
    }

    @Test
    void run_tls_leavesTheAuthoritysCertificate() throws Exception {
        assertThat(run("", "tls-good", folder.toString())).isZero();
        assertThat(folder.resolve("ca.pem")).isNotEmptyFile();
    }

    @Test
    void run_unknownFault_endsWith2() throws Exception {
        assertThat(run("", "dance", folder.toString())).isEqualTo(2);
        assertThat(err.toString(US_ASCII)).isEqualTo("testkit: unknown fault: dance\n");
    }

    private int run(String input, String... arguments) throws Exception {
        InputStream in = new ByteArrayInputStream(input.getBytes(US_ASCII));
        return FaultMain.run(List.of(arguments), in, print(out), print(err));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, US_ASCII);
    }
}
