// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadResult;
import io.trueload.report.JsonReport;
import io.trueload.report.ReportFile;
import io.trueload.report.ReportIndex;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * The pages of all results of a test plan, and the index that leads to them. They are made of the JSON files when the last test
 * is over: making one takes a tenth of a second in a fresh JVM, and another load test may follow. Thread-safe.
 */
final class ReportPages implements AutoCloseable {

    private static final Namespace NAMESPACE = Namespace.create(ReportPages.class);

    /** A build must not stand still for pages. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Set<Path> results = new LinkedHashSet<>();
    private final Path lock;
    private final Duration patience;

    /**
     * Makes an empty set of pages.
     *
     * @param lock the file that who makes load has locked
     * @param patience how long to wait for it
     */
    ReportPages(Path lock, Duration patience) {
        this.lock = lock;
        this.patience = patience;
    }

    /** Returns those of the test plan that a context belongs to. */
    static ReportPages of(ExtensionContext context) {
        Store store = context.getRoot().getStore(NAMESPACE);
        synchronized (ReportPages.class) {
            ReportPages pages = store.get(ReportPages.class, ReportPages.class);
            if (pages == null) {
                pages = new ReportPages(MachineLock.defaultFile(), PATIENCE);
                // JUnit closes it behind the last test.
                store.put(ReportPages.class, pages);
            }
            return pages;
        }
    }

    /** Returns the path of the page of a result. */
    static Path page(Path json) {
        return ReportFiles.beside(json, "html");
    }

    /** Has the page of a result made later; that of an earlier build goes now, since it would be taken for it. */
    synchronized void add(Path json) {
        results.add(json);
        attempt(page(json), () -> {
            Files.deleteIfExists(page(json));
            Files.deleteIfExists(json.resolveSibling(ReportIndex.NAME));
        });
    }

    /**
     * Makes the pages and the index, while no other process makes load if that can be had soon, since its times would be longer
     * by that. Says what could not be made: the results are there all the same.
     */
    @Override
    public synchronized void close() {
        if (!results.isEmpty()) {
            MachineLock.runWhenQuiet(lock, patience, this::make);
        }
    }

    private void make() {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path json : results) {
            attempt(page(json), () -> ReportFile.of(page(json)).write(read(json)));
            folders.add(json.toAbsolutePath().getParent());
        }
        folders.forEach(folder -> attempt(folder.resolve(ReportIndex.NAME), () -> ReportIndex.write(folder)));
    }

    private static LoadResult read(Path json) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(json))) {
            return JsonReport.read(in);
        }
    }

    private static void attempt(Path file, Making making) {
        try {
            making.make();
        } catch (IOException | UncheckedIOException e) {
            RunPublisher.misses(file, e);
        }
    }

    private interface Making {
        void make() throws IOException;
    }
}
