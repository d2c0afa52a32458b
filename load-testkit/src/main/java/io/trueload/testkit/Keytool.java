// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JDK's own {@code keytool}. */
final class Keytool {

    private static final String SECRET = "changeit";

    /** The password of every store and key. */
    static final char[] PASSWORD = SECRET.toCharArray();

    void makeAuthority(Path store, String alias) {
        List<String> options = new ArrayList<>(Identity.SERVER.keyOptions());
        options.addAll(List.of("-dname", "CN=Trueload Test CA", "-startdate", "-30d", "-validity", "365"));
        options.addAll(List.of("-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign,cRLSign"));
        makeKeyPair(store, alias, options);
    }

    void makeIdentity(Path store, String alias, String signer, Identity identity) {
        List<String> options = new ArrayList<>(identity.keyOptions());
        options.addAll(List.of("-dname", "CN=" + identity.commonName()));
        options.addAll(identity.options());
        if (identity.isSigned()) {
            options.addAll(List.of("-signer", signer));
        }
        makeKeyPair(store, alias, options);
    }

    private static void makeKeyPair(Path store, String alias, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                SECRET,
                "-alias",
                alias));
        command.addAll(options);
        run(command);
    }

    private static void run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + exit + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool ran", e);
        }
    }
}
