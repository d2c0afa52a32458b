// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The option {@code --otlp} where the jar that it takes is not there. */
class CollectorTest {

    private static final String MISSING =
            "--otlp: load-otlp.jar and the jars of OpenTelemetry are not on the class path;"
                    + " the launcher ./trueload adds them, and mvn package puts them into load-otlp/target/otlp:"
                    + " run java -cp 'load-cli.jar:lib/*:otlp/*' io.trueload.cli.TrueloadCommand";

    @Test
    void withoutTheOption_nothingIsMissing() {
        assertThat(CommandLines.order(CommandLines.URL).collector()).isNull();
    }

    @Test
    void withoutTheJar_theMessageSaysWhichAndWhere() {
        assertThat(CommandLines.mistakes("--otlp", "http://localhost:4318")).containsExactly(MISSING);
        assertThat(CommandLines.mistakes("--otlp", "HTTPS://collector.example/base/"))
                .containsExactly(MISSING);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:4318, begins with http:// or https://",
        "ftp://localhost, begins with http:// or https://",
        "//localhost, begins with http:// or https://",
        "http://, not the URL",
        "http:///base, names a host",
        "http://user:cAn4ry@localhost, 'has no user name, query or fragment'",
        "http://localhost/?token=cAn4ry, 'has no user name, query or fragment'",
        "http://localhost/#cAn4ry, 'has no user name, query or fragment'",
        "http://local host/?token=cAn4ry, not the URL",
    })
    void url_thatIsNoneOfACollector_isRefused_andWhatMayBeSecretIsNotShown(String url, String reason) {
        assertThat(CommandLines.mistakes("--otlp", url))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake)
                        .startsWith("--otlp: ")
                        .contains(reason)
                        .endsWith("; write one such as http://localhost:4318")
                        .doesNotContain("cAn4ry"));
    }

    @Test
    void mistake_isToldBesideTheOthers() {
        assertThat(CommandLines.mistakes("-c", "0", "--otlp", "http://localhost:4318"))
                .containsExactly("--concurrency: concurrency must be at least 1: 0", MISSING);
    }
}
