// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.internal.measure.ControlGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerLimitsTest {

    @TempDir
    private Path root;

    @Test
    void secondVersion_isRead() throws IOException {
        write("cpu.max", "150000 100000\n");
        write("memory.max", "134217728\n");

        assertThat(limits(root).describe())
                .containsEntry("cpuLimit", "1.5")
                .containsEntry("memoryLimitMiB", "128")
                .hasSize(2);
    }

    @Test
    void firstVersion_isRead() throws IOException {
        write("cpu/cpu.cfs_quota_us", "50000\n");
        write("cpu/cpu.cfs_period_us", "100000\n");
        write("memory/memory.limit_in_bytes", "67108864\n");

        assertThat(limits(root).describe())
                .containsEntry("cpuLimit", "0.5")
                .containsEntry("memoryLimitMiB", "64")
                .hasSize(2);
    }

    @Test
    void noLimits_areNotTold() throws IOException {
        write("cpu.max", "max 100000\n");
        write("memory.max", "max\n");
        assertThat(limits(root).describe()).isEmpty();

        Files.delete(root.resolve("cpu.max"));
        Files.delete(root.resolve("memory.max"));
        write("cpu/cpu.cfs_quota_us", "-1\n");
        write("memory/memory.limit_in_bytes", "9223372036854771712\n");
        assertThat(limits(root).describe()).isEmpty();
    }

    @Test
    void otherSystems_haveNone() {
        assertThat(limits(root.resolve("missing")).describe()).isEmpty();
    }

    private static ContainerLimits limits(Path root) {
        return new ContainerLimits(new ControlGroup(root.resolve("self"), root, root.resolve("machine")));
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
