// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.Header;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpResponse;

/** The headers of an answer, as a check is given them. */
final class AnswerHeaders {

    // The target may send what we would not; a check sees a question mark then, or an underscore in a name.
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^!#$%&'*+.^_`|~0-9A-Za-z-]");
    private static final Pattern NOT_IN_VALUES = Pattern.compile("[^\\t -~]");

    private AnswerHeaders() {}

    static List<Header> of(HttpResponse response) {
        List<Header> headers = new ArrayList<>();
        for (Iterator<org.apache.hc.core5.http.Header> all = response.headerIterator(); all.hasNext(); ) {
            var header = all.next();
            String value = header.getValue() == null ? "" : header.getValue();
            headers.add(header(header.getName(), value));
        }
        return headers;
    }

    /** Returns one header. */
    static Header header(String name, String value) {
        return new Header(
                NOT_IN_NAMES.matcher(name).replaceAll("_"),
                NOT_IN_VALUES.matcher(value).replaceAll("?"));
    }
}
