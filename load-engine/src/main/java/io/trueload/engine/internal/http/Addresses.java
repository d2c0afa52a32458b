// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.LoadRunException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The addresses of one host, looked up and judged once and before anything is sent: a slow name server must not stand in a
 * measurement, and a later answer must not lead elsewhere.
 *
 * <p>Thread-safe. Remembers which address answered last and which did not, so that a dead one is not tried first again.
 */
final class Addresses {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|.*:.*");

    private final InetSocketAddress[] all;
    private final AddressKind kind;
    private final Map<InetSocketAddress, Heard> heard = new ConcurrentHashMap<>();
    private volatile int preferred;

    private Addresses(InetSocketAddress[] all, AddressKind kind) {
        this.all = all;
        this.kind = kind;
    }

    /**
     * Looks a host up.
     *
     * @throws LoadRunException if it has no address
     * @throws RefusedTargetException if one of its addresses is forbidden
     */
    static Addresses lookUp(NameLookup names, String host, int port) throws RefusedTargetException {
        try {
            InetAddress[] found = names.addresses(host);
            var addresses = new InetSocketAddress[found.length];
            AddressKind farthest = AddressKind.LOOPBACK;
            for (int i = 0; i < found.length; i++) {
                addresses[i] = new InetSocketAddress(found[i], port);
                AddressKind kind = AddressKind.of(found[i]);
                if (kind.isForbidden()) {
                    // Also beside good ones: a name that leads there is a mistake or a trap.
                    throw RefusedTargetException.forbidden(host, found[i].getHostAddress(), kind);
                }
                farthest = kind.compareTo(farthest) > 0 ? kind : farthest;
            }
            return new Addresses(addresses, farthest);
        } catch (UnknownHostException e) {
            throw new LoadRunException("host cannot be resolved: " + host + "; check the name and the name server", e);
        }
    }

    /**
     * Judges a host that a proxy will look up: an address by what it is, a name as public, since nobody here knows.
     *
     * @throws RefusedTargetException if it is a forbidden address
     */
    static AddressKind behindProxy(String host) throws RefusedTargetException {
        if (LITERAL.matcher(host).matches()) {
            return lookUp(NameLookup.SYSTEM, host, 0).kind();
        }
        return host.equals("localhost") || host.endsWith(".localhost") ? AddressKind.LOOPBACK : AddressKind.PUBLIC;
    }

    /** Returns the farthest kind among the addresses. */
    AddressKind kind() {
        return kind;
    }

    /**
     * Returns all addresses, the one that answered last first and those that did not answer last; what others find out
     * meanwhile does not change the list.
     */
    List<InetSocketAddress> inOrder() {
        int first = preferred;
        List<InetSocketAddress> order = new ArrayList<>(all.length + 1);
        List<InetSocketAddress> silent = new ArrayList<>(0);
        for (int i = 0; i < all.length; i++) {
            InetSocketAddress address = all[(first + i) % all.length];
            Heard last = heard.get(address);
            (last != null && last.isSilent ? silent : order).add(address);
        }
        order.addAll(silent);
        return order;
    }

    /** Takes note that an address answered. */
    void answered(InetSocketAddress address, long nanos) {
        // Of a single one there is nothing to choose.
        for (int i = 0; i < all.length && all.length > 1; i++) {
            if (all[i].equals(address)) {
                preferred = i;
                heard.put(address, new Heard(nanos, false));
            }
        }
    }

    /** Takes note that an address gave no answer at all, unless it has answered others that came later. */
    void silent(InetSocketAddress address, long dialedNanos) {
        heard.compute(
                address,
                (key, last) -> last != null && last.nanos - dialedNanos > 0 ? last : new Heard(dialedNanos, true));
    }

    /** Returns whether an address has answered, and has not been silent since; false if it is the only one. */
    boolean hasAnswered(InetSocketAddress address) {
        Heard last = heard.get(address);
        return last != null && !last.isSilent;
    }

    /** What was heard of an address last. */
    private record Heard(long nanos, boolean isSilent) {}
}
