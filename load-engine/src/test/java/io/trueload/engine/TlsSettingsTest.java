// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TlsSettingsTest {

    private static final Path FILE = Path.of("any.pem");

    @Test
    void defaults_verify_withTheTrustOfTheJdkAndNoCertificate() {
        assertThat(TlsSettings.DEFAULT).isEqualTo(new TlsSettings(false, null, null, null));
    }

    @Test
    void certificate_withoutKey_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TlsSettings(false, null, FILE, null))
                .withMessage("a client certificate needs both files: key is missing");
    }

    @Test
    void key_withoutCertificate_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TlsSettings(false, null, null, FILE))
                .withMessage("a client certificate needs both files: certificate is missing");
    }

    @Test
    void files_thatDoNotExist_areNotLookedForHere() {
        assertThat(new TlsSettings(true, FILE, FILE, FILE).certificate()).isEqualTo(FILE);
    }
}
