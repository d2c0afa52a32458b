// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Named values of a JSON object. What is not known, or not a number, becomes {@code null}; texts lose their secrets. */
final class JsonFields {

    private final JsonGenerator json;
    private final Redaction redaction;

    JsonFields(JsonGenerator json, Redaction redaction) {
        this.json = json;
        this.redaction = redaction;
    }

    void object(String name, Content content) throws IOException {
        json.writeObjectFieldStart(name);
        content.write();
        json.writeEndObject();
    }

    <T> void objects(String name, Collection<T> elements, ElementContent<T> content) throws IOException {
        json.writeArrayFieldStart(name);
        for (T element : elements) {
            json.writeStartObject();
            content.write(element);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    void texts(String name, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(clean(text));
        }
        json.writeEndArray();
    }

    /** Writes a text that may hold anything. */
    void text(String name, String text) throws IOException {
        json.writeStringField(clean(name), clean(text));
    }

    /** Writes a word of the schema or of the plan's own, which must stay as it is even if a secret is spelled alike. */
    void word(String name, @Nullable String word) throws IOException {
        json.writeStringField(name, word);
    }

    void flag(String name, boolean flag) throws IOException {
        json.writeBooleanField(name, flag);
    }

    void count(String name, long count) throws IOException {
        json.writeNumberField(name, count);
    }

    /** Writes a count that is negative if it is not known. */
    void countIfKnown(String name, long count) throws IOException {
        if (count < 0) {
            unknown(name);
        } else {
            count(name, count);
        }
    }

    void number(String name, double number) throws IOException {
        exact(name, Double.isFinite(number) ? Figures.number(number) : null);
    }

    void millis(String name, @Nullable Duration time) throws IOException {
        exact(name, time == null ? null : Figures.millis(time));
    }

    void seconds(String name, @Nullable Duration time) throws IOException {
        exact(name, time == null ? null : Figures.seconds(time));
    }

    void unknown(String name) throws IOException {
        json.writeNullField(name);
    }

    private void exact(String name, @Nullable BigDecimal number) throws IOException {
        if (number == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, number);
        }
    }

    /** Returns the text without secrets, and without halves of surrogate pairs, which UTF-8 can't hold. */
    String clean(String text) {
        var clean = new StringBuilder(text.length());
        redaction
                .apply(text)
                .codePoints()
                .map(character -> Character.getType(character) == Character.SURROGATE ? 0xfffd : character)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** What stands between the braces of an object. */
    interface Content {
        void write() throws IOException;
    }

    /** What stands between the braces of one object of many. */
    interface ElementContent<T> {
        void write(T element) throws IOException;
    }
}
