// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Arrivals;
import io.trueload.engine.Header;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.RequestSource;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.Transport;
import io.trueload.engine.Workload;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of each attribute in the plan. */
class AttributeMeaningTest {

    private static final ScriptedEngine ENGINE = new ScriptedEngine();

    @TempDir
    private Path output;

    @BeforeEach
    void startAnew() {
        ENGINE.returns(results -> results);
    }

    @Test
    void nothingGiven_isThePlanOfTheEnginesDefaults() {
        assertThat(plan(Nothing.class))
                .isEqualTo(LoadPlan.builder().target("http://service.invalid").build());
    }

    @Test
    void closedWorkload_andRequest_areAsTheAttributesSay() {
        LoadPlan plan = plan(Closed.class);

        assertThat(plan.workload()).isEqualTo(new Workload.Closed(4, 600, ofSeconds(3)));
        assertThat(plan.warmUp()).isEqualTo(ofMillis(500));
        assertThat(plan.timeout()).isEqualTo(ofSeconds(2));
        assertThat(plan.connectTimeout()).isEqualTo(ofSeconds(1));
        assertThat(plan.accepted()).isEqualTo(PlanSyntax.statuses("2xx,404"));
        assertThat(plan.requirements())
                .extracting(Object::toString)
                .containsExactly("p50 < 1s", "error rate = 0%", "p90 < 2s");
        RequestSpec request = ((RequestSource.Repeated) plan.source()).request();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/orders?page=1");
        assertThat(request.headers()).containsExactly(new Header("Accept", "text/plain"), new Header("X-Id", "7"));
        assertThat(request.body()).asString().isEqualTo("{}");
    }

    @Test
    void openWorkload_andTransport_areAsTheAttributesSay() {
        LoadPlan plan = plan(Open.class);

        assertThat(plan.workload()).isInstanceOfSatisfying(Workload.Open.class, open -> {
            assertThat(open.stages())
                    .isEqualTo(List.of(PlanSyntax.stage("ramp 1/s to 10/s 2s"), PlanSyntax.stage("hold 10/s 2s")));
            assertThat(open.arrivals()).isEqualTo(Arrivals.POISSON);
            assertThat(open.seed()).isEqualTo(7);
        });
        Transport usual = Transport.DEFAULT;
        assertThat(plan.transport())
                .isEqualTo(new Transport(
                        true, 8, usual.keepAlive(), usual.redirects(), null, usual.tls(), usual.ioThreads()));
    }

    @Test
    void confirm_isHowOftenAMissIsRepeated() {
        ENGINE.returns(results -> results.time(ofSeconds(9)));

        assertThat(new Launch(output).failure(Unconfirmed.class)).isInstanceOf(AssertionError.class);
        assertThat(ENGINE.plans()).hasSize(1);
    }

    private LoadPlan plan(Class<?> testCase) {
        new Launch(output).run(testCase).testEvents().assertStatistics(stats -> stats.succeeded(1));
        return ENGINE.plans().get(0);
    }

    abstract static class Case {

        @RegisterExtension
        static final LoadTestExtension LOAD = ENGINE.extension();
    }

    static class Nothing extends Case {

        @LoadTest
        void load() {}
    }

    static class Closed extends Case {

        @LoadTest(
                requests = 600,
                concurrency = 4,
                duration = "3s",
                warmUp = "500ms",
                timeout = "2s",
                connectTimeout = "1s",
                method = "POST",
                path = "/orders?page=1",
                headers = {"Accept: text/plain", "X-Id: 7"},
                body = "{}",
                ok = "2xx,404",
                expect = "p50 < 1s")
        @Expect("error rate = 0%")
        @Expect("p90 < 2s")
        void load() {}
    }

    static class Open extends Case {

        @LoadTest(
                stages = {"ramp 1/s to 10/s 2s", "hold 10/s 2s"},
                arrivals = Arrivals.POISSON,
                seed = 7,
                http2 = true,
                streams = 8)
        void load() {}
    }

    static class Unconfirmed extends Case {

        @LoadTest(confirm = 0, expect = "p50 < 1s")
        void load() {}
    }
}
