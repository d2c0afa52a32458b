// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.io.Serial;
import org.apache.hc.core5.http.ProtocolException;

/** Thrown where a host or an address must not be loaded, with the reason and the remedy; nothing was sent to it. */
final class RefusedTargetException extends ProtocolException {

    @Serial
    private static final long serialVersionUID = 1;

    RefusedTargetException(String message) {
        super(message);
    }

    /** Makes an exception for a host with an address to which nothing is ever sent. */
    static RefusedTargetException forbidden(String host, String address, AddressKind kind) {
        String where = host.equals(address) ? address : host + " has the address " + address + ", which";
        return new RefusedTargetException(where + " " + kind.objection() + ": nothing is ever sent there");
    }
}
