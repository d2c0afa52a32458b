// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.LoadRunException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * The addresses of one host, looked up once and before the run: a slow name server must not stand in a measurement.
 *
 * <p>Thread-safe. Remembers which address answered last, so that a dead one is not tried first again.
 */
final class Addresses {

    private final InetSocketAddress[] all;
    private volatile int preferred;

    private Addresses(InetSocketAddress[] all) {
        this.all = all;
    }

    static Addresses lookUp(String host, int port) {
        try {
            InetAddress[] found = InetAddress.getAllByName(host);
            var addresses = new InetSocketAddress[found.length];
            for (int i = 0; i < found.length; i++) {
                addresses[i] = new InetSocketAddress(found[i], port);
            }
            return new Addresses(addresses);
        } catch (UnknownHostException e) {
            throw new LoadRunException("host cannot be resolved: " + host + "; check the name and the name server", e);
        }
    }

    int count() {
        return all.length;
    }

    /** Returns the address to try after so many others. */
    InetSocketAddress afterTrying(int others) {
        return all[(preferred + others) % all.length];
    }

    void prefer(InetSocketAddress address) {
        if (all.length > 1) {
            for (int i = 0; i < all.length; i++) {
                if (all[i].equals(address)) {
                    preferred = i;
                }
            }
        }
    }
}
