// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a run could be left behind in this process. Linux only.
 *
 * @param threads names of the engine's threads
 * @param sockets file descriptors of sockets and selectors; those of files come and go with classes
 */
public record Footprint(Set<String> threads, long sockets) {

    /** Returns what is there now. */
    public static Footprint now() {
        Set<String> threads = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("trueload"))
                .collect(Collectors.toSet());
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return new Footprint(
                    threads, descriptors.filter(Footprint::isOfANetwork).count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfANetwork(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:") || target.startsWith("anon_inode:");
        } catch (IOException e) {
            // Closed since it was listed, as the one of the list itself is.
            return false;
        }
    }

    /** Waits until no more is there than was then, or fails. */
    public void assertRestored() {
        Eventually.holds(this + " again, and not " + now(), () -> {
            Footprint now = now();
            return threads.containsAll(now.threads()) && now.sockets() <= sockets;
        });
    }
}
