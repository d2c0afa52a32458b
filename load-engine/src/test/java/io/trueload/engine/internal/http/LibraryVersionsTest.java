// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trueload.engine.LoadRunException;
import org.apache.hc.core5.util.VersionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of the libraries on the class path. */
class LibraryVersionsTest {

    @Test
    void librariesOfThisBuild_areThePair() {
        assertThatCode(LibraryVersions::check).doesNotThrowAnyException();
    }

    @Test
    void unknownVersions_areAccepted() {
        assertThatCode(() -> LibraryVersions.check(VersionInfo.UNAVAILABLE, VersionInfo.UNAVAILABLE))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"5.6.5, 5.3.1", "5.5.1, 5.4.4", "5.7.0, 5.5.0", "5.6.5, 5.40.1"})
    void otherPairs_areRefusedByName(String client, String core) {
        assertThatExceptionOfType(LoadRunException.class)
                .isThrownBy(() -> LibraryVersions.check(client, core))
                .withMessage(
                        "httpclient5 " + client + " with httpcore5 " + core + " is on the class path, but 5.6.x with"
                                + " 5.4.x is needed; another library's BOM may have changed one of them: manage both versions"
                                + " in your build; with a Spring Boot parent, set the properties httpclient5.version and"
                                + " httpcore5.version");
    }
}
