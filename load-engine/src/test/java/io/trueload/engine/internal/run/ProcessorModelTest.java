// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorModelTest {

    @TempDir
    Path folder;

    @Test
    void firstProcessor_givesItsName() throws IOException {
        Path file = Files.writeString(folder.resolve("cpuinfo"), """
                processor\t: 0
                vendor_id\t: AuthenticAMD
                model\t\t: 1
                model name\t: AMD EPYC 7763 64-Core Processor
                processor\t: 1
                model name\t: another
                """);

        assertThat(ProcessorModel.in(file)).isEqualTo("AMD EPYC 7763 64-Core Processor");
    }

    @Test
    void systemsThatDoNotTell_haveNone() throws IOException {
        assertThat(ProcessorModel.in(folder.resolve("missing"))).isEmpty();
        assertThat(ProcessorModel.in(Files.writeString(folder.resolve("arm"), "processor\t: 0\nFeatures\t: fp\n")))
                .isEmpty();
        assertThat(ProcessorModel.in(Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, '\n'})))
                .isEmpty();
    }
}
