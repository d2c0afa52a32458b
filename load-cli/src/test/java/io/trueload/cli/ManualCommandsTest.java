// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/** What shells and readers are told of the command line. */
class ManualCommandsTest {

    private final List<OptionSpec> options = new CommandOptions().described().options();

    @Test
    void fish_knowsEveryOption_byEachOfItsNames() {
        List<String> script = ManualCommands.completion(List.of("fish")).lines().toList();

        for (OptionSpec option : options) {
            for (String name : option.names()) {
                String kind = name.startsWith("--") ? " -l " : name.length() == 2 ? " -s " : " -o ";
                assertThat(script)
                        .anyMatch(line -> line.contains("not __fish_seen_subcommand_from report")
                                && (line + " ").contains(kind + name.replaceFirst("^-+", "") + " "));
            }
        }
        assertThat(script)
                .contains("complete -c trueload -n __fish_use_subcommand -a doctor -d"
                        + " 'says whether this machine can be believed, and up to which rate'")
                .contains("complete -c trueload -n '__fish_seen_subcommand_from report' -l merge -d"
                        + " 'add up the runs, as the parts of one load; histograms are added, never percentiles'")
                .anyMatch(line -> line.contains(" -s o -l output -x -a 'text csv json quiet' "))
                .anyMatch(line -> line.contains(" -l expect -r -d '\\'p99 < 250ms\\'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void bashAndZsh_knowEveryOption_andTheSubcommands(String shell) {
        String script = ManualCommands.completion(List.of(shell));

        for (OptionSpec option : options) {
            assertThat(script).contains("'" + option.longestName() + "'");
        }
        assertThat(script).contains("report compare doctor completion man", "-F _complete_trueload -o default");
    }

    @Test
    void bash_completesFiles(@TempDir Path folder) throws IOException, InterruptedException {
        assumeThat(Programs.work("bash", "--version")).as("bash is installed").isTrue();
        Files.createFile(folder.resolve("run-a.json"));
        Path script = Files.writeString(folder.resolve("script"), ManualCommands.completion(List.of("bash")));

        for (String line : List.of("report", "compare", "compare --record", "report --report", "-D", "--report")) {
            String typed = "trueload " + line + " " + folder + "/run";
            Process bash = new ProcessBuilder(
                            "bash",
                            "-c",
                            "source " + script + "; COMP_WORDS=(" + typed + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                                    + " COMP_LINE='" + typed + "'; COMP_POINT=${#COMP_LINE};"
                                    + " compopt() { :; }; _complete_trueload; echo \"${COMPREPLY[*]}\"")
                    .start();
            String completed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(bash.waitFor()).as(line).isZero();
            assertThat(completed.strip()).as(line).isEqualTo(folder + "/run-a.json");
        }
    }

    @Test
    void manual_hasAllSections_andEveryOption() {
        String roff = ManualCommands.manual(List.of());

        assertThat(roff)
                .startsWith(".TH TRUELOAD 1 \"\" \"trueload ")
                .containsSubsequence(
                        ".SH NAME\n",
                        ".SH SYNOPSIS\n",
                        ".SH DESCRIPTION\n",
                        ".SH OPTIONS\n",
                        ".SH COMMANDS\n.SS trueload report\n",
                        ".SH EXAMPLES\n.EX\n\\&trueload \\-n 200 \\-c 50 http://127.0.0.1:8080/\n",
                        ".SH EXIT STATUS\n\\&0 pass, 1 an expectation missed");
        for (OptionSpec option : options) {
            assertThat(roff).contains(option.longestName().replace("-", "\\-"));
        }
    }

    @Test
    void otherWords_areRefused() {
        assertThatThrownBy(() -> ManualCommands.completion(List.of("tcsh")))
                .isInstanceOf(RefusedException.class)
                .hasMessage("completion takes the name of a shell, one of bash, zsh, fish: 'tcsh'");
        assertThatThrownBy(() -> ManualCommands.completion(List.of()))
                .isInstanceOf(RefusedException.class)
                .hasMessage("completion takes the name of a shell, one of bash, zsh, fish");
        assertThatThrownBy(() -> ManualCommands.manual(List.of("-x")))
                .isInstanceOf(RefusedException.class)
                .hasMessage("man takes no options: '-x'");
    }

    @Test
    void misspelledCommand_isRecognized() {
        assertThatThrownBy(() -> CommandLines.order("raport", "run.json"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("neither a URL nor a command: 'raport'; did you mean trueload report?");
        assertThatThrownBy(() -> CommandLines.order("localhost"))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("URL: the scheme is missing: localhost");
    }
}
