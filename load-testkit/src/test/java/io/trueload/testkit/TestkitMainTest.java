// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestkitMainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dance | unknown behavior: dance",
                "fixed-delay 5ms | an option begins with --: 5ms",
                "fixed-delay --delay | --delay needs a value",
                "fixed-delay --delay 5 | --delay must be a duration like 250us, 1ms, 5s or 2m: 5",
                "fixed-delay --dealy 5ms | unknown option here: --dealy",
                "every-nth --n 0 --slow 1s | --n must be at least 1: 0",
                "every-nth --n 10 | --slow is missing",
                "body --bytes -1 | --bytes must be a whole number, 0 or more: -1",
                "hang --port 70000 | --port must not exceed 65535: 70000",
                "freeze-every --period 1s --length 2s | length must not exceed the period: PT2S of PT1S"
            })
    void run_badArguments_saysWhyAndEndsWith2(String arguments, String reason) throws Exception {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("testkit: " + reason + " (--help tells more)\n");
        assertThat(out.size()).isZero();
    }

    @Test
    void run_nothing_asksForABehavior() throws Exception {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("testkit: the behavior is missing (");
    }

    @Test
    void run_help_listsBehaviors() throws Exception {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("freeze-every --base 1ms --period 5s --length 1s");
    }

    private int run(String... arguments) throws Exception {
        var main = new TestkitMain(InputStream.nullInputStream(), print(out), print(err));
        return main.run(List.of(arguments));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
