// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

class LoopbackIdentityTest {

    @Test
    void certificate_isSignedByItsOwnKey_andValidAtAnyTime() throws GeneralSecurityException {
        X509Certificate certificate = LoopbackIdentity.make().certificate();

        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(Date.from(Instant.parse("2001-01-01T00:00:00Z")));
        certificate.checkValidity(Date.from(Instant.parse("2100-01-01T00:00:00Z")));
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=loopback");
        assertThat(certificate.getIssuerX500Principal()).isEqualTo(certificate.getSubjectX500Principal());
    }

    @Test
    void keys_areNeverTheSame() throws GeneralSecurityException {
        assertThat(LoopbackIdentity.make().getPrivateKey("loopback"))
                .isNotEqualTo(LoopbackIdentity.make().getPrivateKey("loopback"));
    }
}
