// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** How our JSON documents look: one object in ASCII, the same bytes on every system. */
final class JsonDocument {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            // Half a report that is well-formed would be taken for a whole one.
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final int LAST_ASCII = 0x7e;

    private JsonDocument() {}

    /** Writes one object with a newline behind it; the stream is flushed, but not closed. */
    static void write(OutputStream out, Redaction redaction, Content content) throws IOException {
        try (JsonGenerator generator = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            generator.setPrettyPrinter(printer());
            // The rest as escapes: terminals act upon some of them, and a document is shown as often as it is parsed.
            generator.setHighestNonEscapedChar(LAST_ASCII);
            generator.writeStartObject();
            content.write(new JsonFields(generator, redaction));
            generator.writeEndObject();
            generator.writeRaw('\n');
        }
    }

    /**
     * Reads one value to the end of the stream, which is not closed.
     *
     * @param what the document should be, for the message if something follows it
     */
    static JsonNode read(InputStream in, String what) throws IOException {
        try (JsonParser parser = FACTORY.createParser(in)) {
            JsonNode document = JsonNode.of(parser);
            if (parser.nextToken() != null) {
                throw new IOException("something follows the " + what);
            }
            return document;
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            String where = place == null ? "" : " in line " + place.getLineNr();
            throw new IOException("not JSON" + where + ": " + e.getOriginalMessage(), e);
        }
    }

    private static DefaultPrettyPrinter printer() {
        var indenter = new DefaultIndenter("  ", "\n");
        var separators = Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        var printer = new DefaultPrettyPrinter(separators);
        printer.indentObjectsWith(indenter);
        return printer;
    }

    /** What stands between the braces of the document. */
    interface Content {
        void write(JsonFields json) throws IOException;
    }
}
