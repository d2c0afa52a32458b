// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.cli.CommandProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The doctor as users call it; what it finds depends on the machine, so the lines are checked, not the verdict. */
class DoctorIT {

    @Test
    void doctor_looksAtEverything_andHasAVerdict() {
        Ended ended = CommandProcess.run("doctor");

        assertThat(ended.stdout().lines().map(line -> line.split(" {2,}", 2)[0]))
                .contains(
                        "clock",
                        "hiccups in 2 s",
                        "processors",
                        "memory",
                        "file descriptors",
                        "local ports",
                        "loopback floor",
                        "honest rate");
        assertThat(ended.code()).isEqualTo(ended.stdout().contains("PROBLEM") ? ExitCode.INVALID : ExitCode.PASS);
        assertThat(ended.stdout()).contains("\nVerdict: ");
        if (Files.isReadable(Path.of("/proc/sys/net/ipv4/ip_local_port_range"))) {
            assertThat(ended.stdout()).containsPattern("local ports +\\d+, good for \\d+ new connections/s");
        }
    }

    @Test
    @Tag("nightly")
    void doctor_withFewFileDescriptors_saysSo() {
        try (CommandProcess command = CommandProcess.startBy(
                List.of("sh", "-c", "ulimit -n 400 && exec \"$@\"", "sh"), List.of(), "doctor")) {
            Ended ended = command.await();

            Matcher files = Pattern.compile("file descriptors +400 .*PROBLEM: raise the limit")
                    .matcher(ended.stdout());
            assertThat(files.find()).as(ended.stdout()).isTrue();
            assertThat(ended.code()).isEqualTo(ExitCode.INVALID);
        }
    }

    @Test
    void doctor_withAnOption_isRefused() {
        Ended ended = CommandProcess.run("doctor", "-n", "5");

        assertThat(ended.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(ended.stderr()).isEqualTo("trueload: doctor takes no options: '-n'\n");
    }
}
