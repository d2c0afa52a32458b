// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Transports that differ from the default in one thing. */
final class Transports {

    static final Transport CLOSING = new Transport(false, 1, false, 0, null, TlsSettings.DEFAULT, 0);
    static final Transport ONE_THREAD = new Transport(false, 1, true, 0, null, TlsSettings.DEFAULT, 1);

    private Transports() {}

    static Transport redirects(int most) {
        return redirects(most, TlsSettings.DEFAULT);
    }

    static Transport redirects(int most, TlsSettings tls) {
        return new Transport(false, 1, true, most, null, tls, 0);
    }

    static Transport tls(TlsSettings tls) {
        return new Transport(false, 1, true, 0, null, tls, 0);
    }

    static Transport http2(int streams, TlsSettings tls) {
        return new Transport(true, streams, true, 0, null, tls, 0);
    }

    static Transport proxy(@Nullable URI proxy, boolean http2, TlsSettings tls) {
        return new Transport(http2, 1, true, 0, proxy, tls, 0);
    }
}
