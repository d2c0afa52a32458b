// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.Header;
import io.trueload.engine.Response;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.MessageConstraintException;

/** An answer that is kept for checks. Confined to the I/O thread of its connection. */
final class KeptAnswer {

    /** One that is larger than this is not worth the memory of a generator. */
    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    private final int status;
    private final List<Header> headers;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    KeptAnswer(int status, List<Header> headers) {
        this.status = status;
        this.headers = headers;
    }

    /** Adds the next bytes of the body. */
    void add(ByteBuffer part) throws MessageConstraintException {
        int length = part.remaining();
        if (body.size() + length > LARGEST_BODY) {
            throw new MessageConstraintException("body longer than 64 MiB cannot be checked");
        }
        byte[] bytes = new byte[length];
        part.get(bytes);
        body.write(bytes, 0, length);
    }

    Response response() {
        return new Response(status, headers, body.toByteArray());
    }
}
