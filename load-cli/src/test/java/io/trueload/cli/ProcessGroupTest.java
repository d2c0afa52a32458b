// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessGroupTest {

    private static final String SHELL = "40 (bash) S 7 40 40 34816 42 4194304 0";

    @Test
    void isForeground_theGroupOfTheTerminalIsTheOwn() {
        assertThat(group(Map.of("self", "42 (ja va) S) S 40 42 40 34816 42 4194304 0"))
                        .isForeground())
                .isTrue();
        assertThat(group(Map.of("self", "42 (java) S 40 42 40 34816 77 4194304 0"))
                        .isForeground())
                .isFalse();
        assertThat(group(Map.of("self", "42 (java) S 40 42 40 0 -1 4194304 0")).isForeground())
                .isFalse();
    }

    @Test
    void isForeground_unknown_isTrue() {
        assertThat(group(Map.of()).isForeground()).isTrue();
    }

    @Test
    void isWaitedFor_jobOfAShell_directlyOrThroughAScript() {
        assertThat(group(Map.of("self", "42 (java) S 40 42 40 34816 42 4194304 0", "40", SHELL))
                        .isWaitedFor())
                .isTrue();
        assertThat(group(Map.of(
                                "self",
                                "43 (java) S 42 42 40 34816 42 4194304 0",
                                "42",
                                "42 (make) S 40 42 40 34816 42 4194304 0",
                                "40",
                                SHELL))
                        .isWaitedFor())
                .isTrue();
    }

    @Test
    void isWaitedFor_nobodyOfTheSameSession_isFalse() {
        // The command that ssh runs, with a shell of the same group between them, or the first process of a container.
        assertThat(group(Map.of(
                                "self",
                                "43 (java) S 42 42 42 34816 42 4194304 0",
                                "42",
                                "42 (sh) S 7 42 42 34816 42 4194304 0",
                                "7",
                                "7 (sshd) S 1 7 7 0 -1 4194304 0"))
                        .isWaitedFor())
                .isFalse();
        assertThat(group(Map.of("self", "1 (java) S 0 1 1 34816 1 4194304 0")).isWaitedFor())
                .isFalse();
    }

    @Test
    void isWaitedFor_unknown_isTrue() {
        assertThat(group(Map.of()).isWaitedFor()).isTrue();
        // A parent of another user may be hidden.
        assertThat(group(Map.of("self", "42 (java) S 40 42 40 34816 42 4194304 0"))
                        .isWaitedFor())
                .isTrue();
    }

    private static ProcessGroup group(Map<String, String> stats) {
        return new ProcessGroup(process -> stats.getOrDefault(process, ""));
    }
}
