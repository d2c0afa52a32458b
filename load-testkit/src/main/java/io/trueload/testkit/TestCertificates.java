// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority of the test's own and the certificates it has signed, as TLS contexts and as PEM files.
 *
 * <p>Identities are made when first asked for, half a second each, and are valid for 30 days. Thread-safe.
 */
public final class TestCertificates {

    private static final String CA = "ca";
    private static final String ENTRY = "entry";

    private final Path directory;
    private final Keytool keytool = new Keytool();
    private final Path authorityStore;
    private final Map<Identity, KeyStore> stores = new ConcurrentHashMap<>();

    private TestCertificates(Path directory) {
        this.directory = directory;
        authorityStore = directory.resolve("ca.p12");
        keytool.makeAuthority(authorityStore, CA);
    }

    /** Returns those that all tests of this process share, since making them takes seconds; their files go when it ends. */
    public static TestCertificates ofThisProcess() {
        return Shared.CERTIFICATES;
    }

    /** Makes an authority in an existing folder of the caller, into which all files go. */
    public static TestCertificates in(Path directory) {
        return new TestCertificates(directory);
    }

    /** Returns the file of the authority's certificate. */
    public Path authorityPem() {
        return write("ca.pem", Pem.certificates(new Certificate[] {authority()}));
    }

    /** Returns the file of an identity's certificates, its own first, the authority's last. */
    public Path certificatePem(Identity identity) {
        try {
            return write(
                    identity.fileName() + ".pem",
                    Pem.certificates(store(identity).getCertificateChain(ENTRY)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the file of an identity's private key, PKCS#8 and not encrypted. */
    public Path keyPem(Identity identity) {
        return write(identity.fileName() + "-key.pem", Pem.privateKey(key(identity)));
    }

    /** Returns the PKCS#12 file of an identity; its password is {@code changeit}. */
    public Path keyStore(Identity identity) {
        store(identity);
        return storeFile(identity);
    }

    /** Returns a context that shows this identity and trusts the authority; enough for servers and for clients. */
    public SSLContext context(Identity identity) {
        try {
            KeyStore own = emptyStore();
            own.setKeyEntry(
                    ENTRY, key(identity), Keytool.PASSWORD, store(identity).getCertificateChain(ENTRY));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, Keytool.PASSWORD);
            return context(keys.getKeyManagers());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a context that shows no identity and trusts the authority. */
    public SSLContext anonymousContext() {
        try {
            return context(new KeyManager[0]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SSLContext context(KeyManager[] keys) throws GeneralSecurityException {
        KeyStore trusted = emptyStore();
        trusted.setCertificateEntry(CA, authority());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }

    private Certificate authority() {
        try {
            return load(authorityStore).getCertificate(CA);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Key key(Identity identity) {
        try {
            return store(identity).getKey(ENTRY, Keytool.PASSWORD);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore store(Identity identity) {
        return stores.computeIfAbsent(identity, this::make);
    }

    private KeyStore make(Identity identity) {
        try {
            // The signer's key has to be in the same store, so each identity starts from a copy of the authority's.
            Path file = Files.copy(authorityStore, storeFile(identity));
            keytool.makeIdentity(file, ENTRY, CA, identity);
            return load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path storeFile(Identity identity) {
        return directory.resolve(identity.fileName() + ".p12");
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyStore load(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, Keytool.PASSWORD);
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Made when first asked for. */
    private static final class Shared {

        static final TestCertificates CERTIFICATES = make();

        private static TestCertificates make() {
            try {
                Path directory = Files.createTempDirectory("test-certificates");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
                return in(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path directory) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
                Files.delete(directory);
            } catch (IOException e) {
                // Left to whoever tidies the folder of temporary files.
            }
        }
    }
}
