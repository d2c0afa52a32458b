// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.LoadResult;
import io.trueload.report.ReportFile;
import io.trueload.report.VisibleText;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report files of a run, and its export. Each is written by itself: one that cannot be written keeps no other from it. */
final class Reports {

    private final List<ReportFile> files;
    private final @Nullable Collector collector;
    private final Messages messages;

    /**
     * Makes the reports of a run.
     *
     * @param collector what the run is sent to as well, or null if nothing
     */
    Reports(List<ReportFile> files, @Nullable Collector collector, Messages messages) {
        this.files = List.copyOf(files);
        this.collector = collector;
        this.messages = messages;
    }

    /**
     * Returns the file at a path, which can be written as far as that shows before it is.
     *
     * @throws IllegalArgumentException if it cannot, or if its ending names no form
     */
    static ReportFile prepared(String path) {
        try {
            ReportFile file = ReportFile.of(Path.of(path));
            file.prepare();
            return file;
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "cannot write " + ValueSyntax.quoted(path) + ": " + FileProblem.of(e), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(VisibleText.of(String.valueOf(e.getMessage())), e);
        }
    }

    /** Writes all files, says which could not be written and why, and returns whether all were. */
    boolean write(LoadResult result) {
        boolean all = true;
        for (ReportFile file : files) {
            all &= attempt(file, () -> file.write(result));
        }
        return all;
    }

    /** Sends the run, if that was asked for, or says why that cannot be done; returns whether there is nothing left to send. */
    boolean send(LoadResult result) {
        return collector == null || collector.send(result, messages);
    }

    /** Writes one file, or says why that cannot be done and returns false. */
    boolean attempt(ReportFile file, Writing writing) {
        try {
            writing.write();
            return true;
        } catch (IOException e) {
            messages.error(
                    "cannot write the report " + ValueSyntax.quoted(file.path().toString()) + ": " + FileProblem.of(e));
            return false;
        }
    }

    /** What may fail. */
    interface Writing {
        void write() throws IOException;
    }
}
