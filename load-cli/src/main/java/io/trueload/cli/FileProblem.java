// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.report.VisibleText;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be read or written, in words for people. */
final class FileProblem {

    private FileProblem() {}

    /** Returns the words for what was thrown. */
    static String of(Throwable thrown) {
        if (thrown instanceof NoSuchFileException) {
            return "no such file";
        }
        if (thrown instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (thrown instanceof FileAlreadyExistsException taken) {
            return "not a folder: " + VisibleText.of(taken.getFile());
        }
        if (thrown instanceof FileSystemException named && named.getReason() != null) {
            return VisibleText.of(named.getReason());
        }
        if (thrown instanceof InvalidPathException) {
            return "not a file name";
        }
        if (thrown instanceof OutOfMemoryError) {
            return "too large";
        }
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : VisibleText.of(message);
    }
}
