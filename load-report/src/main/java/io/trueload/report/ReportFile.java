// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file that a result is written to, in the form that its ending names: {@code .json} is a {@link JsonReport},
 * {@code .hlog} a {@link HistogramLog}.
 *
 * @since 0.1.0
 */
public final class ReportFile {

    private final Path path;
    private final Form form;

    private ReportFile(Path path, Form form) {
        this.path = path;
        this.form = form;
    }

    /**
     * Makes a report file; nothing is written yet.
     *
     * @throws IllegalArgumentException if no form has the ending
     * @since 0.1.0
     */
    public static ReportFile of(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return new ReportFile(path, JsonReport::write);
        }
        if (name.endsWith(".hlog")) {
            return new ReportFile(path, HistogramLog::write);
        }
        throw new IllegalArgumentException("a report file ends in .json or .hlog: " + path);
    }

    /** Returns where the file is, or will be. */
    public Path path() {
        return path;
    }

    /**
     * Makes the folders that are missing, so that a report that cannot be written is known before the run.
     *
     * @throws IOException if the file could not be written, and why
     * @since 0.1.0
     */
    public void prepare() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (Files.isDirectory(path)) {
            throw new FileSystemException(path.toString(), null, "is a folder");
        }
        if (!Files.isWritable(Files.exists(path) || folder == null ? path : folder)) {
            throw new AccessDeniedException(path.toString());
        }
    }

    /**
     * Writes a result over what the file holds; folders that are missing are made.
     *
     * @since 0.1.0
     */
    public void write(LoadResult result) throws IOException {
        prepare();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            form.write(result, out);
        }
    }

    private interface Form {
        void write(LoadResult result, OutputStream out) throws IOException;
    }
}
