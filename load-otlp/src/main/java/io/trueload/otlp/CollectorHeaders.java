// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

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
        String[] pairs = list.split(",", -1);
        for (int i = 0; i < pairs.length; i++) {
            String[] pair = pairs[i].split("=", 2);
            try {
                String name = pair[0].strip();
                // Else it would be decoded to a blank, as in a form.
                String value = URLDecoder.decode(pair[1].strip().replace("+", "%2B"), StandardCharsets.UTF_8);
                // Refuses what the client would refuse later.
                var unused =
                        HttpRequest.newBuilder(URI.create("http://localhost")).header(name, value);
                headers.put(name, value);
            } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException e) {
                throw new IllegalArgumentException(VARIABLE + ": header " + (i + 1) + " of " + pairs.length
                        + " cannot be sent; write name=value,name=value, with values percent-encoded");
            }
        }
        return headers;
    }
}
