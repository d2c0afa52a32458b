// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import io.trueload.report.VisibleText;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Headers that a collector asks for, such as a key, in the form of {@value #VARIABLE}: {@code name=value,name=value}, values
 * percent-encoded. No message shows a value.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables">the
 *     specification</a>
 */
final class CollectorHeaders {

    static final String VARIABLE = "OTEL_EXPORTER_OTLP_HEADERS";

    private static final String REMEDY = "; write name=value,name=value, with values percent-encoded";

    private CollectorHeaders() {}

    /**
     * Reads the headers.
     *
     * @param list null for none
     * @throws IllegalArgumentException if they are not written so, or cannot be sent
     */
    static Map<String, String> of(@Nullable String list) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (list == null || list.isBlank()) {
            return headers;
        }
        for (String pair : list.split(",")) {
            if (!pair.isBlank()) {
                add(pair, headers);
            }
        }
        return headers;
    }

    private static void add(String pair, Map<String, String> headers) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(VARIABLE + ": an entry has no =" + REMEDY);
        }
        String name = pair.substring(0, equals).strip();
        try {
            // Else it would be decoded to a blank, as in a form.
            String value =
                    URLDecoder.decode(pair.substring(equals + 1).strip().replace("+", "%2B"), StandardCharsets.UTF_8);
            // Refuses what the client would refuse later.
            var unused = HttpRequest.newBuilder(URI.create("http://localhost")).header(name, value);
            headers.put(name, value);
        } catch (IllegalArgumentException e) {
            // Not as the cause, since its message may hold the value.
            throw new IllegalArgumentException(VARIABLE + ": the header " + VisibleText.of(name)
                    + " cannot be sent: its name or its value is none, or it is one that the client sets" + REMEDY);
        }
    }
}
