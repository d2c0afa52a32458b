// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files that the kernel makes up when they are read. */
public final class KernelFile {

    private KernelFile() {}

    /** Returns the lines, or none if the file can't be read: another system, or another version of it. */
    public static List<String> lines(Path file) {
        try {
            // Through a buffer: some of these files give nothing to whoever reads them a byte at a time.
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
