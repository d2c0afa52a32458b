// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.SecretText;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Supplier;

/** A proxy as an option names it, its password perhaps kept elsewhere. */
final class ProxyAddress {

    private ProxyAddress() {}

    /** Returns what reads the address; it throws {@link IllegalArgumentException} without any part of the text. */
    static Supplier<URI> parser(String text) {
        return () -> {
            String address = SecretText.of(text).value();
            try {
                URI uri = withPassword(new URI(address.contains("://") ? address : "http://" + address));
                // The engine's own check, made here so that its complaint stands under the name of the option.
                new Transport(false, 1, true, 0, uri, TlsSettings.DEFAULT, 0);
                return uri;
            } catch (URISyntaxException e) {
                // Neither the text nor the cause's message is shown: both may hold a password.
                throw new IllegalArgumentException(
                        "must be written as HOST:PORT or http://USER:PASSWORD@HOST:PORT, odd characters"
                                + " percent-encoded");
            }
        };
    }

    /** Puts the password in the place of where it is kept. */
    private static URI withPassword(URI uri) throws URISyntaxException {
        String pair = uri.getUserInfo();
        int colon = pair == null ? -1 : pair.indexOf(':');
        if (pair == null || colon < 0) {
            return uri;
        }
        SecretText password = SecretText.of(pair.substring(colon + 1));
        return password.isSecret()
                ? new URI(
                        uri.getScheme(),
                        pair.substring(0, colon + 1) + password.value(),
                        uri.getHost(),
                        uri.getPort(),
                        null,
                        null,
                        null)
                : uri;
    }
}
