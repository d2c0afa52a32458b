// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BehaviorNamesTest {

    static List<String> usages() {
        return BehaviorNames.usages();
    }

    @ParameterizedTest
    @MethodSource("usages")
    void make_asItsUsageSays_works(String usage) {
        String plain = usage.replaceAll(" \\[.*", "");
        List<String> words = List.of(plain.split(" "));
        var arguments = new Arguments(words, 1);

        assertThat(BehaviorNames.make(words.get(0), arguments)).isNotNull();
        arguments.refuseUnused();
    }

    @Test
    void make_everyName_isCovered() {
        assertThat(usages()).hasSizeGreaterThan(20).hasSameSizeAs(BehaviorNames.names());
    }

    @Test
    void make_unknownName_isRefused() {
        assertThatThrownBy(() -> BehaviorNames.make("dance", new Arguments(List.of(), 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown behavior: dance");
    }
}
