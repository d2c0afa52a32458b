// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Results as the texts of all forms that a report file may have. */
final class Written {

    private Written() {}

    /** Returns what a form makes of a result. */
    static <T> String of(T result, Form<T> form) {
        var out = new ByteArrayOutputStream();
        try {
            form.write(result, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Returns the texts in which a message of a server may stand, by the ending of their file. */
    static Map<String, String> withMessages(LoadResult result) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(".html", of(result, HtmlReport::write));
        texts.put(".json", of(result, JsonReport::write));
        texts.put(".xml", of(result, JUnitXmlReport::write));
        texts.put(".md", of(result, MarkdownReport::write));
        return texts;
    }

    /** Returns the texts that hold numbers and words of ours. */
    static Map<String, String> withoutMessages(LoadResult result) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(".csv", of(result, SecondsCsv::write));
        texts.put(".hlog", of(result, HistogramLog::write));
        texts.put(".prom", of(result, OpenMetricsReport::write));
        return texts;
    }

    /** Writes a result. */
    interface Form<T> {
        void write(T result, OutputStream out) throws IOException;
    }
}
