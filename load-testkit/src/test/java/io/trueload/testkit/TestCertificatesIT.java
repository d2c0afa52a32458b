// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestCertificatesIT {

    @TempDir
    static Path directory;

    private static TestCertificates certificates;

    @BeforeAll
    static void makeCertificates() {
        certificates = TestCertificates.in(directory);
    }

    @ParameterizedTest
    @CsvSource({"CLIENT, RSA, SHA256withRSA", "CLIENT_EC, EC, SHA256withECDSA", "SERVER, EC, SHA256withECDSA"})
    void keyPem_anyIdentity_belongsToItsCertificate(Identity identity, String algorithm, String signing)
            throws Exception {
        String pem = Files.readString(certificates.keyPem(identity));
        assertThat(pem).startsWith("-----BEGIN PRIVATE KEY-----\n").endsWith("\n-----END PRIVATE KEY-----\n");
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*-----", ""));
        PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));

        var signature = Signature.getInstance(signing);
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(chain(certificates.certificatePem(identity)).get(0));

        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void certificatePem_signedIdentity_isAChainToTheAuthority() throws Exception {
        List<X509Certificate> chain = chain(certificates.certificatePem(Identity.CLIENT));
        X509Certificate authority = chain(certificates.authorityPem()).get(0);

        assertThat(chain).hasSize(2).last().isEqualTo(authority);
        assertThatCode(() -> chain.get(0).verify(authority.getPublicKey())).doesNotThrowAnyException();
    }

    @Test
    void certificate_expired_isExpired() throws Exception {
        X509Certificate expired =
                chain(certificates.certificatePem(Identity.EXPIRED)).get(0);

        assertThatThrownBy(expired::checkValidity).isInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void certificate_selfSigned_hasNobodyElseInItsChain() throws Exception {
        assertThat(chain(certificates.certificatePem(Identity.SELF_SIGNED))).hasSize(1);
    }

    private static List<X509Certificate> chain(Path pem) throws Exception {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }
}
