// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host: the seam at which tests answer instead of a name server. */
@FunctionalInterface
public interface NameLookup {

    /** The names of the system. */
    NameLookup SYSTEM = InetAddress::getAllByName;

    /** Returns all addresses of a host, one at least. */
    InetAddress[] addresses(String host) throws UnknownHostException;
}
