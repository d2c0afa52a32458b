// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileProblemTest {

    @Test
    void of_whateverWasThrown_isPlainWords() {
        assertThat(FileProblem.of(new NoSuchFileException("/a"))).isEqualTo("no such file");
        assertThat(FileProblem.of(new AccessDeniedException("/a"))).isEqualTo("permission denied");
        assertThat(FileProblem.of(new InvalidPathException("\0", "Nul character not allowed")))
                .isEqualTo("not a file name");
        assertThat(FileProblem.of(new OutOfMemoryError())).isEqualTo("too large");
        assertThat(FileProblem.of(new IOException("Is a directory"))).isEqualTo("Is a directory");
        assertThat(FileProblem.of(new IOException())).isEqualTo("IOException");
    }
}
