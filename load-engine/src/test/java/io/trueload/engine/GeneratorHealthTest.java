// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratorHealthTest {

    @Test
    void isHealthy_noReasonAgainstIt_isTrue() {
        assertThat(Results.health(List.of()).isHealthy()).isTrue();
    }

    @Test
    void isHealthy_oneReasonAgainstIt_isFalse() {
        assertThat(Results.health(List.of("it was late")).isHealthy()).isFalse();
    }

    @Test
    void reasons_changedByTheCaller_stayAsTheyWere() {
        List<String> reasons = new ArrayList<>();
        GeneratorHealth health = Results.health(reasons);

        reasons.add("it was late");

        assertThat(health.isHealthy()).isTrue();
    }
}
