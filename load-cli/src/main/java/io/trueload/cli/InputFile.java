// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.report.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file that an option names. */
final class InputFile {

    private InputFile() {}

    /** Returns all that is in the file. */
    static byte[] read(String name) {
        try {
            return Files.readAllBytes(Path.of(name));
        } catch (IOException | InvalidPathException | OutOfMemoryError e) {
            throw new IllegalArgumentException(
                    "cannot be read: " + VisibleText.of(name) + " (" + FileProblem.of(e) + ")", e);
        }
    }

    /** Returns where the file is, once it is known that it can be read; certificates and keys are small. */
    static Path readable(String name) {
        read(name);
        return Path.of(name);
    }
}
