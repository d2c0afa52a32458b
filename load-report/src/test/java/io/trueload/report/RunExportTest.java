// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Verdict;
import org.junit.jupiter.api.Test;

/** What of a run may leave the machine. */
class RunExportTest {

    @Test
    void figures_areThoseOfTheResult() {
        LoadResult result = Results.rich().build();

        RunExport run = RunExport.of(result);

        assertThat(run.version()).isEqualTo("0.1.0");
        assertThat(run.startedAt()).isEqualTo(result.startedAt());
        assertThat(run.elapsed()).isEqualTo(result.elapsed());
        assertThat(run.interrupted()).isTrue();
        assertThat(run.request()).isEqualTo("POST https://shop.example:8443/items");
        assertThat(run.workload()).isEqualTo("10/s to 500/s for 1s, 500/s for 2s");
        assertThat(run.verdict()).isEqualTo(Verdict.Kind.INVALID);
        assertThat(run.reasons()).isEqualTo(result.verdict().reasons()).isNotEmpty();
        assertThat(run.counts()).isEqualTo(result.counts());
        assertThat(run.rates()).isEqualTo(result.rates());
        assertThat(run.responseTime()).isSameAs(result.responseTime());
        assertThat(run.serviceTime()).isSameAs(result.serviceTime()).isNotSameAs(run.responseTime());
        assertThat(run.healthy()).isFalse();
        assertThat(run.scheduleLagP99()).isEqualTo(result.generator().scheduleLagP99());
    }

    @Test
    void secrets_areInNoText_evenIfAnotherPartOfThePlanRepeatsThem() {
        Results results = Results.noAnswer();
        results.plan = LoadPlan.builder()
                .target("http://127.0.0.1:8080/of/canary-header?token=canary-query")
                .header("Authorization", "Bearer canary-header")
                .header("X-Token", "answered as")
                .requests(10)
                .concurrency(5);
        LoadResult result = results.build();
        assertThat(result.verdict().reasons()).containsExactly("no request was answered as expected");

        RunExport run = RunExport.of(result);

        assertThat(run.request()).isEqualTo("GET http://127.0.0.1:8080/of/***");
        assertThat(run.reasons()).containsExactly("no request was *** expected");
    }
}
