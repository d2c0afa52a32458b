// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.internal.http.Eventually;
import io.trueload.testkit.Identity;
import io.trueload.testkit.TestCertificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The server of the command {@code openssl}: TLS that shares no code with ours, and pages that tell how it was set up. */
final class OpenSslServer implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("ACCEPT 127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final int port;

    private OpenSslServer(Process process, Path log) {
        this.process = process;
        Eventually.holds(
                "the server listens", () -> !process.isAlive() || find(log).isPresent());
        port = find(log).map(match -> Integer.parseInt(match.group(1))).orElseThrow(() -> {
            close();
            return new IllegalStateException("openssl does not listen: " + text(log));
        });
    }

    /**
     * Starts it on a free port of loopback.
     *
     * @param options of {@code openssl s_server}
     */
    static OpenSslServer start(TestCertificates certificates, Path log, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl", "s_server", "-www", "-accept", "127.0.0.1:0"));
        command.addAll(List.of(
                "-cert", certificates.certificatePem(Identity.SERVER).toString(),
                "-key", certificates.keyPem(Identity.SERVER).toString()));
        command.addAll(List.of(options));
        return new OpenSslServer(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    private static Optional<MatchResult> find(Path log) {
        return LISTENING.matcher(text(log)).results().findFirst();
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("https://localhost:" + port + "/");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
