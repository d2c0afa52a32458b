// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/**
 * One result, or several over each other, as a page for people: one file that loads nothing, for a browser with or without
 * network.
 *
 * <p>Texts and tables are in the page itself; a script in it draws the charts. A policy in the page forbids everything else: no
 * other script or style runs, and nothing is fetched. Secrets are masked as in the {@link JsonReport}. Runs of more than an hour
 * are drawn by several seconds at a time, so that the page of one stays below 400 KB.
 *
 * @since 0.1.0
 */
public final class HtmlReport {

    private static final String FOLDER = "page/";

    private HtmlReport() {}

    /**
     * Writes the page of one result, in UTF-8.
     *
     * @param out is flushed, but not closed
     * @since 0.1.0
     */
    public static void write(LoadResult result, OutputStream out) throws IOException {
        write(List.of(new NamedResult("", result)), out);
    }

    /**
     * Writes a page on which several results can be compared, in UTF-8.
     *
     * @param runs one or more
     * @param out is flushed, but not closed
     * @since 0.1.0
     */
    public static void write(List<NamedResult> runs, OutputStream out) throws IOException {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("there must be one result or more to show");
        }
        List<ChartedRun> charted = runs.stream().map(ChartedRun::of).toList();
        write(
                PageBody.title(runs),
                PageBody.description(runs),
                page -> new PageBody(runs, new PageCharts(charted, page), page).add(),
                charted,
                out);
    }

    /**
     * Writes a page of response times alone, one or several over each other, in UTF-8.
     *
     * @param runs one or more
     * @param out is flushed, but not closed
     * @since 0.1.0
     */
    public static void writeTimes(List<NamedTimes> runs, OutputStream out) throws IOException {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("there must be times of one run or more to show");
        }
        List<ChartedRun> charted = runs.stream().map(ChartedRun::of).toList();
        write(
                TimesBody.title(runs),
                "",
                page -> new TimesBody(runs, new PageCharts(charted, page), page).add(),
                charted,
                out);
    }

    private static void write(
            String title, String description, Consumer<Markup> body, List<ChartedRun> charted, OutputStream out)
            throws IOException {
        String style = resource("uPlot.min.css") + resource("page.css");
        String script = resource("uPlot.iife.min.js") + resource("page.js");
        Markup page = head(title, description, style, script);
        body.accept(page);
        page.raw("<script type=\"application/json\" id=\"data\">")
                .raw(JsonPageData.of(charted))
                .raw("</script>\n");
        page.raw("<!-- The charts are drawn by uPlot:\n")
                .text(resource("LICENSE"))
                .raw("-->\n");
        page.raw("<script>").raw(script).raw("</script>\n</body>\n</html>\n");
        out.write(page.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /**
     * Returns the beginning of a page, up to that of its body.
     *
     * @param script what the page runs, to be added later; empty for nothing
     */
    static Markup head(String title, String description, String style, String script) {
        var page = new Markup()
                .raw("<!DOCTYPE html>\n")
                .open("html", "lang", "en")
                .raw("\n<head>\n<meta charset=\"utf-8\">\n");
        page.element("title", title).raw("\n");
        if (!description.isEmpty()) {
            page.open("meta", "name", "description", "content", description).raw("\n");
        }
        page.open("meta", "http-equiv", "Content-Security-Policy", "content", policy(style, script))
                .raw("\n");
        page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        return page.raw("<style>").raw(style).raw("</style>\n</head>\n<body>\n");
    }

    /** Returns the policy that allows this style and this script, and nothing else. */
    private static String policy(String style, String script) {
        return "default-src 'none'; style-src '" + hash(style) + "'; script-src '"
                + (script.isEmpty() ? "none" : hash(script)) + "'; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            // Every JVM has it.
            throw new AssertionError(e);
        }
    }

    static String resource(String name) throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IOException("the jar of load-report is not whole: " + FOLDER + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
