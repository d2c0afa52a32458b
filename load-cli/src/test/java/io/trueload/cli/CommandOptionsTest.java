// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static io.trueload.cli.CommandLines.order;
import static io.trueload.cli.CommandLines.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Requirement;
import io.trueload.engine.StatusSet;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandOptionsTest {

    @Test
    void url_beforeOrAfterOptions_isTheTarget() {
        assertThat(order("http://a.example/x?y=1", "-n", "5").plan().target())
                .isEqualTo(URI.create("http://a.example/x?y=1"));
        assertThat(order("-n", "5", "--", "https://a.example").plan().target())
                .isEqualTo(URI.create("https://a.example"));
    }

    @Test
    void expectationsAndStatuses_areTaken() {
        assertThat(plan("--expect", "p99 < 250ms", "--expect", "errors = 0").requirements())
                .extracting(Requirement::text)
                .containsExactly("p99 < 250ms", "errors = 0");
        assertThat(plan("-z", "30s", "--expect", "steady p99 < 250ms").requirements())
                .extracting(Requirement::ofSteadyState)
                .containsExactly(true);
        assertThat(plan("--ok", "2xx,404").accepted())
                .isEqualTo(new StatusSet(List.of(new StatusSet.Range(200, 299), new StatusSet.Range(404, 404))));
    }

    @Test
    void output_eachName_isKnown() {
        assertThat(order(CommandLines.URL).format()).isEqualTo(OutputFormat.TEXT);
        assertThat(order("-o", "text", CommandLines.URL).format()).isEqualTo(OutputFormat.TEXT);
        assertThat(order("-o", "csv", CommandLines.URL).format()).isEqualTo(OutputFormat.CSV);
        assertThat(order("--output", "json", CommandLines.URL).format()).isEqualTo(OutputFormat.JSON);
        assertThat(order("-o=quiet", CommandLines.URL).format()).isEqualTo(OutputFormat.QUIET);
    }

    @Test
    void noTui_isPlain() {
        assertThat(order(CommandLines.URL).isPlain()).isFalse();
        assertThat(order("--no-tui", CommandLines.URL).isPlain()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void help_asked_isNotMistakenForHttp2OrHost(String word) {
        var options = new CommandOptions();

        options.parse(word);

        assertThat(options.isHelp()).isTrue();
    }

    @Test
    void help_ofAllOptions_fitsTwoScreensAndNamesEach() {
        var options = new CommandOptions();

        String help = options.help();

        assertThat(help.lines().count()).isLessThanOrEqualTo(100);
        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(options.described().options())
                .allSatisfy(option -> assertThat(help.lines()
                                .filter(line -> line.matches(
                                        " {0,6}(-\\w+, )*" + Pattern.quote(option.longestName()) + "([ =].*)?")))
                        .as(option.longestName())
                        .hasSize(1));
        assertThat(help.lines().filter(line -> line.startsWith("  trueload "))).hasSize(4);
        assertThat(help)
                .containsSubsequence(
                        "\n\nHow much load, and when:\n",
                        "\n\nWhat is sent:\n",
                        "\n\nHow it travels:\n",
                        "\n\nWhat is expected and reported:\n");
        // A break in the middle of a word would leave the rest of it at the margin.
        assertThat(help).contains("those to start\n                               with (50)");
    }

    @Test
    void help_givesADescription_toEveryOption() {
        assertThat(new CommandOptions().described().options())
                .hasSizeGreaterThan(40)
                .allSatisfy(option -> assertThat(option.description())
                        .as(option.longestName())
                        .isNotEmpty());
    }
}
