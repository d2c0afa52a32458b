// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.util.function.Function;

/**
 * A result as JSON for programs, by the schema {@value #SCHEMA}, which {@code docs/json.md} describes.
 *
 * <p>Every field is always there. Numbers are numbers; what is not known is {@code null}, and so is a percentile that the
 * samples can't carry. Times are exact decimals to the nanosecond.
 *
 * <p>Left out on purpose: values of headers, bodies, user information and the proxy's password. The values of headers and
 * query parameters whose names say that they are secret are also masked in messages, as they are, percent-encoded and in
 * Base64. The secrets of requests made in code are not known here.
 *
 * @since 0.1.0
 */
public final class JsonReport {

    /** The schema's name and version; the version grows when a field goes or changes its meaning. */
    public static final String SCHEMA = "trueload-result/1";

    private JsonReport() {}

    /**
     * Writes a result in ASCII, which is UTF-8 too, with a newline at the end.
     *
     * @param out is flushed, but not closed
     * @since 0.1.0
     */
    public static void write(LoadResult result, OutputStream out) throws IOException {
        JsonDocument.write(out, Redaction.of(result.plan()), json -> new JsonResult(result, json).write());
    }

    /**
     * Reads a result that was written by {@link #write}: books and times as they were, rates to nine digits, the mean and the
     * deviation of single seconds, and so of the steady part, to three.
     *
     * @param plan what was carried out; the document leaves out its secrets and what was made in code
     * @param in is read to its end, but not closed
     * @throws IOException if the document is none of a result, names another schema, or ends too early
     * @since 0.1.0
     */
    public static LoadResult read(LoadPlan plan, InputStream in) throws IOException {
        return read(in, document -> plan);
    }

    /**
     * Reads a result that was written by {@link #write}, and its plan as far as the document has it: the values of headers are
     * masked, there is no body, and requests that were made in code cannot be made again.
     *
     * @param in is read to its end, but not closed
     * @throws IOException if the document is none of a result, names another schema, or ends too early
     * @since 0.1.0
     */
    public static LoadResult read(InputStream in) throws IOException {
        return read(in, document -> new StoredPlan(document.get("plan")).read());
    }

    private static LoadResult read(InputStream in, Function<JsonNode, LoadPlan> plan) throws IOException {
        try {
            JsonNode document = JsonDocument.read(in, "result");
            checkSchema(document.get("schema").text());
            return new StoredResult(document).read(plan.apply(document));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new IOException("not a result that can be read: " + e.getMessage(), e);
        }
    }

    /** Refuses the document of another version. */
    static void checkSchema(String schema) throws IOException {
        if (schema.startsWith("trueload-baseline/")) {
            throw new IOException("this is a baseline, and no result of a run; trueload compare reads it");
        }
        if (!schema.equals(SCHEMA)) {
            throw new IOException("the result is of the schema " + schema + ", but " + SCHEMA
                    + " is read here: both sides must be of the same version");
        }
    }
}
