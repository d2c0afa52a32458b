// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that a result is written to, in the form that its ending names.
 *
 * <ul>
 *   <li>{@code .html}: a page for people, in one file that loads nothing.
 *   <li>{@code .json}: the whole result, a {@link JsonReport}, from which all other forms can be made later.
 *   <li>{@code .csv}: a row for each second. A row for each request is a {@link CsvReport}.
 *   <li>{@code .hlog}: the times of each second, a {@link HistogramLog}.
 *   <li>{@code .xml}: a test case of JUnit for each expectation.
 *   <li>{@code .md}: Markdown for the summary of a job.
 *   <li>{@code .prom}: text of OpenMetrics.
 * </ul>
 *
 * @since 0.1.0
 */
public final class ReportFile {

    private static final Map<String, Form> FORMS = forms();

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
        return FORMS.entrySet().stream()
                .filter(form -> name.endsWith(form.getKey()))
                .findFirst()
                .map(form -> new ReportFile(path, form.getValue()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "a report file ends in " + String.join(", ", FORMS.keySet()) + ": " + path));
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
        if (!Files.exists(path)) {
            // That it may be made shows only when it is.
            Files.delete(Files.createFile(path));
        } else if (!Files.isWritable(path)) {
            throw new AccessDeniedException(path.toString());
        }
    }

    /** Returns whether the form can show several runs over each other. */
    public boolean holdsSeveral() {
        return form.several;
    }

    /**
     * Writes a result over what the file holds, which stays if that fails; folders that are missing are made.
     *
     * @since 0.1.0
     */
    public void write(LoadResult result) throws IOException {
        write(form.results, List.of(new NamedResult("", result)));
    }

    /**
     * Writes several results over what the file holds; folders that are missing are made.
     *
     * @param results one or more
     * @throws IllegalArgumentException if there are several and the form holds one only
     * @since 0.1.0
     */
    public void write(List<NamedResult> results) throws IOException {
        if (results.size() == 1) {
            // Alone, it needs no name.
            write(results.get(0).result());
        } else {
            write(form.results, results);
        }
    }

    /** Returns whether the form can be made of response times alone. */
    public boolean holdsTimes() {
        return form.times != null;
    }

    /**
     * Writes response times over what the file holds; folders that are missing are made.
     *
     * @param runs one or more
     * @throws IllegalArgumentException if the form holds more than that, or if there are several and it holds one only
     * @since 0.1.0
     */
    public void writeTimes(List<NamedTimes> runs) throws IOException {
        if (form.times == null) {
            throw new IllegalArgumentException("cannot be made of response times alone: " + path);
        }
        write(form.times, runs);
    }

    private <T> void write(Writer<List<T>> writer, List<T> runs) throws IOException {
        if (runs.isEmpty() || runs.size() > 1 && !form.several) {
            throw new IllegalArgumentException("holds one run, not " + runs.size() + ": " + path);
        }
        WholeFile.write(path, out -> writer.write(runs, out));
    }

    /** Returns the endings of the forms that can be made of response times alone. */
    public static List<String> endingsOfTimes() {
        return FORMS.entrySet().stream()
                .filter(form -> form.getValue().times != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the forms by their endings, in the order in which they are named. */
    private static Map<String, Form> forms() {
        Map<String, Form> forms = new LinkedHashMap<>();
        forms.put(".html", new Form(true, HtmlReport::write, HtmlReport::writeTimes));
        forms.put(".json", Form.ofOne(JsonReport::write, null));
        forms.put(".csv", Form.ofOne(SecondsCsv::write, SecondsCsv::write));
        forms.put(".hlog", Form.ofOne(HistogramLog::write, HistogramLog::write));
        forms.put(".xml", Form.ofOne(JUnitXmlReport::write, null));
        forms.put(".md", Form.ofOne(MarkdownReport::write, MarkdownReport::write));
        forms.put(".prom", Form.ofOne(OpenMetricsReport::write, OpenMetricsReport::write));
        return forms;
    }

    /**
     * What an ending names.
     *
     * @param several whether it can hold more than one run
     * @param times null if response times alone are not enough
     */
    private record Form(
            boolean several,
            Writer<List<NamedResult>> results,
            @Nullable Writer<List<NamedTimes>> times) {

        static Form ofOne(Writer<LoadResult> result, @Nullable Writer<TimesLog> times) {
            return new Form(
                    false,
                    (results, out) -> result.write(results.get(0).result(), out),
                    times == null
                            ? null
                            : (runs, out) -> times.write(runs.get(0).times(), out));
        }
    }

    private interface Writer<T> {
        void write(T content, OutputStream out) throws IOException;
    }
}
