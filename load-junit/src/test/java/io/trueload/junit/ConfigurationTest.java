// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configuration parameters. */
class ConfigurationTest {

    private final Mistakes mistakes = new Mistakes();

    @Test
    void nothingGiven_assertsAndAborts() {
        assertThat(configuration(Map.of()))
                .isEqualTo(new Configuration(
                        true,
                        false,
                        false,
                        new Scale(1, 1),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Path.of("target", "trueload"),
                        false,
                        Path.of("src", "test", "trueload")));
        assertThat(mistakes.isEmpty()).isTrue();
    }

    @Test
    void everythingGiven_isRead() {
        assertThat(configuration(Map.ofEntries(
                        Map.entry("trueload.enabled", "false"),
                        Map.entry("trueload.mode", "Report"),
                        Map.entry("trueload.invalid", "fail"),
                        Map.entry("trueload.duration.scale", "0.1"),
                        Map.entry("trueload.rate.scale", " 2 "),
                        Map.entry("trueload.base-uri", "http://localhost:8080"),
                        Map.entry("trueload.runner", "container"),
                        Map.entry("trueload.allow-public", "true"),
                        Map.entry("trueload.output-dir", "build/load"),
                        Map.entry("trueload.baseline", "record"),
                        Map.entry("trueload.baseline-dir", "load"))))
                .isEqualTo(new Configuration(
                        false,
                        true,
                        true,
                        new Scale(0.1, 2),
                        Optional.of("http://localhost:8080"),
                        Optional.of(Runner.CONTAINER),
                        true,
                        Path.of("build/load"),
                        true,
                        Path.of("load")));
        assertThat(mistakes.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trueload.enabled        | no    | trueload.enabled must be true or false: no",
                "trueload.mode           | loud  | trueload.mode must be assert or report: loud",
                "trueload.runner         | cloud | trueload.runner must be in-jvm or container: cloud",
                "trueload.allow-public   | yes   | trueload.allow-public must be false or true: yes",
                "trueload.baseline       | keep  | trueload.baseline must be compare or record: keep",
                "trueload.invalid        | skip  | trueload.invalid must be abort or fail: skip",
                "trueload.duration.scale | 0     | trueload.duration.scale must be a number above 0 and at most 1000, such as 0.1: 0",
                "trueload.duration.scale | half  | trueload.duration.scale must be a number above 0 and at most 1000, such as 0.1: half",
                "trueload.rate.scale     | 1001  | trueload.rate.scale must be a number above 0 and at most 1000, such as 0.1: 1001",
                "trueload.rate.scale     | NaN   | trueload.rate.scale must be a number above 0 and at most 1000, such as 0.1: NaN",
            })
    void valueOutOfRange_isAMistakeThatNamesTheRule(String name, String value, String mistake) {
        configuration(Map.of(name, value));

        assertThatThrownBy(() -> mistakes.report(new TestName("LoadIT", "items", 0)))
                .hasMessage("LoadIT.items cannot run:\n  - " + mistake);
    }

    private Configuration configuration(Map<String, String> parameters) {
        return Configuration.of(name -> Optional.ofNullable(parameters.get(name)), mistakes);
    }
}
