// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadResult;
import io.trueload.report.ReportFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of one test's runs, {@code <class>.<method>.json} and {@code .hlog}; every further run of the same JVM, be it a
 * repeat or a rerun of the test, gets a number. Files of earlier builds are written over.
 */
final class ReportFiles {

    /** File systems may round times to two seconds; rather a number too many than a result lost. */
    private static final long COARSEST_CLOCK_MILLIS = 2_000;

    private final Path directory;
    private final String name;

    ReportFiles(Path directory, TestName test) {
        this.directory = directory;
        this.name = test.qualified();
    }

    /** Writes a result and returns the path of the JSON; the log lies beside it. */
    Path write(LoadResult result) throws IOException {
        Path json = free();
        ReportFile.of(json).write(result);
        ReportFile.of(log(json)).write(result);
        return json;
    }

    /** Returns the path of the histogram log beside a JSON file. */
    static Path log(Path json) {
        return beside(json, "hlog");
    }

    /** Returns the path of the file beside a JSON file that has another ending. */
    static Path beside(Path json, String ending) {
        String file = json.getFileName().toString();
        return json.resolveSibling(file.substring(0, file.length() - "json".length()) + ending);
    }

    private Path free() throws IOException {
        Path candidate = directory.resolve(name + ".json");
        for (int run = 2; isOfThisJvm(candidate); run++) {
            candidate = directory.resolve(name + "-" + run + ".json");
        }
        return candidate;
    }

    private static boolean isOfThisJvm(Path file) throws IOException {
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        return Files.exists(file) && Files.getLastModifiedTime(file).toMillis() >= started - COARSEST_CLOCK_MILLIS;
    }
}
