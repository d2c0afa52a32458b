// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whom the engine trusts, and how it identifies itself, on TLS connections.
 *
 * @param insecure whether certificates and host names are not verified
 * @param caCertificate PEM file of the certificates to trust instead of the JDK's; null for the JDK's
 * @param certificate PEM file of the client certificate and its chain; null for none
 * @param key PEM file of the client certificate's private key, unencrypted PKCS#8; given exactly if the certificate is
 * @since 0.1.0
 */
public record TlsSettings(
        boolean insecure,
        @Nullable Path caCertificate,
        @Nullable Path certificate,
        @Nullable Path key) {

    /** Verification on, the JDK's trusted certificates, no client certificate. */
    public static final TlsSettings DEFAULT = new TlsSettings(false, null, null, null);

    /** Checks that certificate and key come together. */
    public TlsSettings {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException(
                    "a client certificate needs both files: " + (key == null ? "key" : "certificate") + " is missing");
        }
    }
}
