// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.util.List;
import java.util.Locale;

/** Somebody who has a certificate of {@link TestCertificates}. */
public enum Identity {
    /** The right server: {@code localhost} and 127.0.0.1. */
    SERVER(KeyKind.EC, "localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "30"),
    /** The right server, whose certificate ended five days ago. */
    EXPIRED(KeyKind.EC, "localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-startdate", "-10d", "-validity", "5"),
    /** A server of another name. */
    WRONG_HOST(KeyKind.EC, "wrong.example", "-ext", "san=dns:wrong.example", "-validity", "30"),
    /** The right server by name, but signed by nobody else. */
    SELF_SIGNED(KeyKind.EC, "localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "30"),
    /** A client with an RSA key. */
    CLIENT(KeyKind.RSA, "client", "-ext", "eku=clientAuth", "-validity", "30"),
    /** A client with an elliptic key. */
    CLIENT_EC(KeyKind.EC, "client", "-ext", "eku=clientAuth", "-validity", "30");

    private enum KeyKind {
        RSA("-keyalg", "RSA", "-keysize", "2048"),
        EC("-keyalg", "EC", "-groupname", "secp256r1");

        private final List<String> options;

        KeyKind(String... options) {
            this.options = List.of(options);
        }
    }

    private final KeyKind keyKind;
    private final String commonName;
    private final List<String> options;

    Identity(KeyKind keyKind, String commonName, String... options) {
        this.keyKind = keyKind;
        this.commonName = commonName;
        this.options = List.of(options);
    }

    boolean isSigned() {
        return this != SELF_SIGNED;
    }

    String commonName() {
        return commonName;
    }

    List<String> keyOptions() {
        return keyKind.options;
    }

    List<String> options() {
        return options;
    }

    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
