// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The page that leads to all pages of a folder, {@value #NAME}: what each run measured, those that did not pass first.
 *
 * @since 0.1.0
 */
public final class ReportIndex {

    /** The name of the page. */
    public static final String NAME = "index.html";

    /** The beginning of an {@link HtmlReport} says what the index tells of it. */
    private static final int HEAD_BYTES = 4_096;

    private static final Pattern HEAD =
            Pattern.compile("<title>([A-Z]+): ([^<]*)</title>\\s*<meta name=\"description\" content=\"([^\"<]*)\">");

    private ReportIndex() {}

    /**
     * Writes the index of the pages that are in a folder now, over the one that is there. Processes that do so at the same time
     * do not disturb each other: when all are done, the index has all pages.
     *
     * @throws IOException if the folder cannot be read or written
     * @since 0.1.0
     */
    public static void write(Path folder) throws IOException {
        List<Entry> entries = entries(folder);
        List<Entry> before;
        do {
            String page = page(entries);
            WholeFile.write(folder.resolve(NAME), out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
            before = entries;
            // Another process may have added a page meanwhile, and its index been overwritten by this.
            entries = entries(folder);
        } while (!entries.equals(before));
    }

    private static List<Entry> entries(Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(ReportIndex::isPage).sorted().toList()) {
                entry(file).ifPresent(entries::add);
            }
        }
        return entries;
    }

    /** Returns what the index tells of a page; nothing if it is none of ours, or gone since the folder was listed. */
    private static Optional<Entry> entry(Path file) throws IOException {
        try {
            Matcher head = HEAD.matcher(head(file));
            return head.find()
                    ? Optional.of(new Entry(
                            file.getFileName().toString(),
                            head.group(1),
                            head.group(2),
                            head.group(3),
                            Files.getLastModifiedTime(file).toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static boolean isPage(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".html") && !name.equals(NAME);
    }

    private static String head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static String page(List<Entry> entries) throws IOException {
        String style = HtmlReport.resource("page.css");
        long passed = entries.stream().filter(Entry::isPass).count();
        var page = HtmlReport.head("Load tests: " + passed + " of " + entries.size() + " runs passed", "", style, "");
        page.raw("<main>\n").element("h1", "Load tests").raw("\n");
        page.element(
                        "p",
                        passed + " of " + entries.size()
                                + " runs passed. A test may have several runs, and may be judged by all of them together.")
                .raw("\n<div class=\"scroll\"><table>\n<thead><tr>");
        for (String title : List.of("verdict", "run", "request", "measured", "written")) {
            page.element("th", title, "scope", "col");
        }
        page.raw("</tr></thead>\n<tbody>\n");
        entries.stream().filter(entry -> !entry.isPass()).forEach(entry -> add(entry, page));
        entries.stream().filter(Entry::isPass).forEach(entry -> add(entry, page));
        return page.raw("</tbody></table></div>\n</main>\n</body>\n</html>\n").toString();
    }

    private static void add(Entry entry, Markup page) {
        page.raw("<tr><td>")
                .element("span", entry.verdict, "class", entry.verdict)
                .raw("</td><td>");
        page.open("a", "href", address(entry.file))
                .text(entry.file.substring(0, entry.file.length() - ".html".length()));
        // These two are as the page has them, escaped.
        page.close("a").raw("</td><td>" + entry.request + "</td><td>" + entry.measured + "</td>");
        page.element("td", entry.written.truncatedTo(ChronoUnit.SECONDS).toString(), "class", "word")
                .raw("</tr>\n");
    }

    /** Returns the address of a file beside the page. */
    private static String address(String file) {
        try {
            return new URI(null, null, "./" + file, null).toString();
        } catch (URISyntaxException e) {
            // It has a path and nothing else, in which all is allowed once it is encoded.
            throw new AssertionError(e);
        }
    }

    /**
     * A page of the folder.
     *
     * @param request escaped, as the page has it
     * @param measured escaped, as the page has it
     */
    private record Entry(String file, String verdict, String request, String measured, Instant written) {

        boolean isPass() {
            return verdict.equals("PASS");
        }
    }
}
