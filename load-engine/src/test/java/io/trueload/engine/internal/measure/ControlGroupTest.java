// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Control groups of both versions, as files that look like the kernel's. */
class ControlGroupTest {

    @TempDir
    private Path root;

    @Test
    void secondVersion_isReadInTheProcessesOwnGroup() throws IOException {
        write("self", "0::/system.slice/load.service\n");
        write("system.slice/load.service/cpu.max", "150000 100000\n");
        write("system.slice/load.service/cpu.stat", "usage_usec 5\nnr_throttled 3\nthrottled_usec 1250\n");
        write("system.slice/load.service/memory.max", "1048576\n");

        assertThat(group().processors()).isEqualTo(1.5);
        assertThat(group().throttledNanos()).isEqualTo(1_250_000);
        assertThat(group().memoryBytes()).isEqualTo(1_048_576);
    }

    @Test
    void limitOfAGroupAbove_holdsBelow() throws IOException {
        write("self", "0::/pod/container\n");
        write("pod/container/cpu.max", "max 100000\n");
        write("pod/cpu.max", "50000 100000\n");
        write("pod/cpu.stat", "throttled_usec 7\n");

        assertThat(group().processors()).isEqualTo(0.5);
        assertThat(group().throttledNanos()).isEqualTo(7_000);
    }

    @Test
    void firstVersion_isReadByController() throws IOException {
        write("self", "12:cpu,cpuacct:/docker/abc\n5:memory:/docker/abc\n0::/\n");
        write("cpu/docker/abc/cpu.cfs_quota_us", "25000\n");
        write("cpu/docker/abc/cpu.cfs_period_us", "100000\n");
        write("cpu/docker/abc/cpu.stat", "nr_periods 9\nnr_throttled 2\nthrottled_time 123456\n");
        write("memory/docker/abc/memory.limit_in_bytes", "4096\n");

        assertThat(group().processors()).isEqualTo(0.25);
        assertThat(group().throttledNanos()).isEqualTo(123_456);
        assertThat(group().memoryBytes()).isEqualTo(4_096);
    }

    @Test
    void groupNamedFromOutside_isLookedForAtTheRoot() throws IOException {
        write("self", "4:cpu:/docker/abc\n");
        write("cpu/cpu.cfs_quota_us", "200000\n");
        write("cpu/cpu.cfs_period_us", "100000\n");

        assertThat(group().processors()).isEqualTo(2);
    }

    @Test
    void groupOutsideTheRoot_isNotFollowed() throws IOException {
        write("self", "0::/../../elsewhere\n");
        write("cpu.max", "100000 100000\n");

        assertThat(group().processors()).isEqualTo(1);
    }

    @Test
    void pressure_isThatOfTheOwnGroup_orElseOfTheMachine() throws IOException {
        write("self", "0::/pod\n");
        assertThat(group().pressureNanos()).isEqualTo(-1);

        write("machine", "some avg10=3.00 avg60=2.00 avg300=1.00 total=77\nfull avg10=0.00 total=5\n");
        assertThat(group().pressureNanos()).isEqualTo(77_000);

        write("pod/cpu.pressure", "some avg10=0.00 avg60=0.00 avg300=0.00 total=12\n");
        assertThat(group().pressureNanos()).isEqualTo(12_000);

        write("pod/cpu.pressure", "some avg10=0.00 avg60=0.00 avg300=0.00\n");
        assertThat(group().pressureNanos()).isEqualTo(77_000);
    }

    @Test
    void withoutLimits_nothingIsLimited() throws IOException {
        write("self", "0::/\n");
        write("cpu.max", "max 100000\n");
        write("memory.max", "max\n");

        assertThat(group().processors()).isInfinite();
        assertThat(group().memoryBytes()).isEqualTo(-1);
        assertThat(group().throttledNanos()).isZero();
    }

    @Test
    void otherSystems_haveNone() {
        ControlGroup missing = new ControlGroup(root.resolve("no"), root.resolve("nowhere"), root.resolve("no"));

        assertThat(missing.processors()).isInfinite();
        assertThat(missing.throttledNanos()).isZero();
    }

    private ControlGroup group() {
        return new ControlGroup(root.resolve("self"), root, root.resolve("machine"));
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
