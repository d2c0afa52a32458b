// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network of our own, cut off from that of the machine: loopback, and what {@code ip} adds to it. Linux only, needs
 * root. It is held by a process that ends with this one, and goes with the last process in it.
 */
final class NetworkNamespace implements AutoCloseable {

    private final Process holder;

    private NetworkNamespace(Process holder) {
        this.holder = holder;
    }

    /** Makes one with its loopback up; a test that is not allowed to is skipped. */
    static NetworkNamespace open() {
        assumeTrue(
                Programs.work("unshare", "--net", "nsenter", "--net=/proc/self/ns/net", "ip", "link"),
                "network namespaces cannot be made here");
        try {
            Process holder = new ProcessBuilder("unshare", "--net", "cat").start();
            var namespace = new NetworkNamespace(holder);
            try {
                holder.getOutputStream().write('\n');
                holder.getOutputStream().flush();
                // Cat says what it is told, but only once the network is its own.
                assertThat(holder.getInputStream().read()).isEqualTo('\n');
                namespace.ip("link set lo up");
                return namespace;
            } catch (IOException | RuntimeException | AssertionError e) {
                namespace.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the number of the process that holds it, by which {@code ip} knows it. */
    String pid() {
        return Long.toString(holder.pid());
    }

    /** Returns the words that start a command in it, but for the command. */
    List<String> words() {
        return List.of("nsenter", "--net=/proc/" + pid() + "/ns/net");
    }

    /** Runs a command in it, which must succeed; returns what it wrote. */
    String run(String... command) {
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(words().stream(), Stream.of(command)).toList())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String written = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as("%s: %s", String.join(" ", command), written)
                    .isZero();
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs {@code ip} in it. */
    void ip(String words) {
        run(("ip " + words).split(" "));
    }

    @Override
    public void close() {
        holder.destroyForcibly();
        holder.onExit().join();
    }
}
