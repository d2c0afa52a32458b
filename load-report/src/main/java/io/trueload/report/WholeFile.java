// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is whole or not there: what fails or is interrupted leaves what was there before. */
final class WholeFile {

    private WholeFile() {}

    /** Writes a file over what was there; folders that are missing are made. Devices and links are written through. */
    static void write(Path path, Content content) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (Files.exists(path) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            writeThrough(path, content);
            return;
        }
        Path unfinished = path.resolveSibling(
                "." + path.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            writeThrough(unfinished, content);
            move(unfinished, path);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void writeThrough(Path path, Content content) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            content.write(out);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** What is written. */
    interface Content {
        void write(OutputStream out) throws IOException;
    }
}
