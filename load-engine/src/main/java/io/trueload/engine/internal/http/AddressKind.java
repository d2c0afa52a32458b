// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an address leads, as far as it decides whether load may be sent there. The later ones are the farther ones. */
enum AddressKind {
    /** This machine (RFC 1122, RFC 4291). */
    LOOPBACK(null),
    /** A network of one's own (RFC 1918, RFC 4193, RFC 6598). */
    PRIVATE(null),
    /** Everybody's. */
    PUBLIC(null),
    LINK_LOCAL("is link-local, where clouds keep their metadata"),
    METADATA("is where a cloud keeps its metadata"),
    MULTICAST("is multicast"),
    BROADCAST("is broadcast"),
    UNSPECIFIED("is unspecified and stands for any address; for this machine write 127.0.0.1");

    /** Amazon's, Google's and Alibaba's addresses of metadata that no other rule covers. */
    private static final List<byte[]> METADATA_ADDRESSES = List.of(
            bytes(0xfd, 0x00, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54),
            bytes(0xfd, 0x20, 0x00, 0xce, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54),
            bytes(100, 100, 100, 200));

    private static final byte[] MAPPED = bytes(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff);
    private static final byte[] COMPATIBLE = bytes(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final byte[] NAT64 = bytes(0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final byte[] SIX_TO_FOUR = bytes(0x20, 0x02);

    private final @Nullable String objection;

    AddressKind(@Nullable String objection) {
        this.objection = objection;
    }

    /** Returns the kind of an address; one that carries another within itself is of the kind of that. */
    static AddressKind of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? of4(bytes) : of6(address, bytes);
    }

    /** Returns whether nothing may ever be sent there. */
    boolean isForbidden() {
        return objection != null;
    }

    /** Returns why nothing may be sent there, as words that follow the address; empty if something may. */
    String objection() {
        return objection == null ? "" : objection;
    }

    private static AddressKind of4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (isMetadata(bytes)) {
            return METADATA;
        }
        return switch (first) {
            case 0 -> UNSPECIFIED;
            case 10 -> PRIVATE;
            case 100 -> second >= 64 && second < 128 ? PRIVATE : PUBLIC;
            case 127 -> LOOPBACK;
            case 169 -> second == 254 ? LINK_LOCAL : PUBLIC;
            case 172 -> second >= 16 && second < 32 ? PRIVATE : PUBLIC;
            case 192 -> second == 168 ? PRIVATE : PUBLIC;
            case 255 -> Arrays.equals(bytes, bytes(255, 255, 255, 255)) ? BROADCAST : PUBLIC;
            default -> first >= 224 && first < 240 ? MULTICAST : PUBLIC;
        };
    }

    private static AddressKind of6(InetAddress address, byte[] bytes) {
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        if (address.isAnyLocalAddress()) {
            return UNSPECIFIED;
        }
        if (startsWith(bytes, MAPPED) || startsWith(bytes, COMPATIBLE) || startsWith(bytes, NAT64)) {
            return of4(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (startsWith(bytes, SIX_TO_FOUR)) {
            return of4(Arrays.copyOfRange(bytes, 2, 6));
        }
        if (address.isMulticastAddress()) {
            return MULTICAST;
        }
        if (address.isLinkLocalAddress()) {
            return LINK_LOCAL;
        }
        if (isMetadata(bytes)) {
            return METADATA;
        }
        boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
        return uniqueLocal || address.isSiteLocalAddress() ? PRIVATE : PUBLIC;
    }

    private static boolean isMetadata(byte[] bytes) {
        return METADATA_ADDRESSES.stream().anyMatch(known -> Arrays.equals(known, bytes));
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
