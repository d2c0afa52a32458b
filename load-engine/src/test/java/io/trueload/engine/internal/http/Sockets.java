// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the kernel knows about the sockets of this machine. Linux only. */
public final class Sockets {

    private static final String SYN_SENT = "02";
    private static final String ESTABLISHED = "01";
    private static final String CLOSE_WAIT = "08";

    private Sockets() {}

    /** Returns how many sockets have sent a SYN to a port and got no answer. */
    public static long connecting(int port) {
        return to(port).filter(SYN_SENT::equals).count();
    }

    /** Returns how many sockets that are connected to a port have not been closed on this side. */
    public static long open(int port) {
        return to(port).filter(state -> state.equals(ESTABLISHED) || state.equals(CLOSE_WAIT))
                .count();
    }

    private static Stream<String> to(int port) {
        String peer = String.format(":%04X", port);
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(Sockets::lines)
                .map(line -> line.trim().split(" +"))
                .filter(columns -> columns[2].endsWith(peer))
                .map(columns -> columns[3]);
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
