// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.Header;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.SecretText;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Plans as command lines. */
class PlanArgumentsTest {

    private final LoadPlan.Builder plan = LoadPlan.builder().target("http://localhost:32768/items?page=1");

    @Test
    void closedPlan_isSaidInFull() {
        PlanArguments arguments = arguments(plan.requests(1_000)
                .concurrency(20)
                .method("PUT")
                .header("X-Team", "a b")
                .body("{}")
                .expect("p99 < 250ms")
                .accept("2xx,404"));

        assertThat(arguments.words())
                .containsExactly(
                        "--concurrency",
                        "20",
                        "--requests",
                        "1000",
                        "--method",
                        "PUT",
                        "--header",
                        "X-Team: a b",
                        "--body-file",
                        "/in/body",
                        "--content-type",
                        "",
                        "--timeout",
                        "20s",
                        "--connect-timeout",
                        "5s",
                        "--ok",
                        "2xx,404",
                        "--expect",
                        "p99 < 250ms",
                        "--output",
                        "json",
                        "http://catalogue:8080/items?page=1");
        assertThat(arguments.files()).containsOnlyKeys("/in/body");
    }

    @Test
    void openPlan_andTransport_areSaidInFull() {
        var transport = new Transport(
                true, 8, true, 3, URI.create("http://u:p@proxy:3128"), new TlsSettings(true, null, null, null), 2);

        assertThat(arguments(plan.stage(PlanSyntax.stage("ramp 10/s to 500/s 30s"))
                                .stage(PlanSyntax.stage("hold 0.5/s 1m30s"))
                                .warmUp(Duration.ofMillis(300))
                                .seed(7)
                                .priming(false)
                                .allowPublic(true)
                                .transport(transport))
                        .words())
                .containsExactly(
                        "--concurrency",
                        "50",
                        "--stage",
                        "ramp 10/s to 500/s 30s",
                        "--stage",
                        "hold 0.5/s 90s",
                        "--arrivals",
                        "even",
                        "--seed",
                        "7",
                        "--max-connections",
                        "1000",
                        "--max-in-flight",
                        "100000",
                        "--warm-up",
                        "300ms",
                        "--no-priming",
                        "--method",
                        "GET",
                        "--http2",
                        "--streams",
                        "8",
                        "--redirects",
                        "3",
                        "--proxy",
                        "file:/in/proxy",
                        "--allow-public",
                        "-cpus",
                        "2",
                        "--insecure",
                        "--timeout",
                        "20s",
                        "--connect-timeout",
                        "5s",
                        "--ok",
                        "2xx",
                        "--output",
                        "json",
                        "http://catalogue:8080/items?page=1");
    }

    @Test
    void secrets_areInFiles_andNeverOnTheCommandLine() {
        PlanArguments arguments = arguments(plan.header("Authorization", "Bearer canary-1")
                .header(new Header("X-Team", "canary-2", true))
                .header("X-Stage", "env:prod")
                .header("X-Path", "\\a")
                .body(new SecretText("canary-3\n", true))
                .transport(new Transport(
                        false, 1, true, 0, URI.create("http://u:canary-4@proxy:3128"), TlsSettings.DEFAULT, 0)));

        assertThat(arguments.words())
                .containsSequence(
                        "--header", "Authorization: file:/in/header-0", "--header", "X-Team: file:/in/header-1")
                .contains("X-Stage: \\env:prod", "X-Path: \\a", "file:/in/body", "file:/in/proxy")
                .noneMatch(word -> word.contains("canary"));
        assertThat(bytes(arguments, "/in/header-0")).isEqualTo("Bearer canary-1\n");
        assertThat(bytes(arguments, "/in/header-1")).isEqualTo("canary-2\n");
        assertThat(bytes(arguments, "/in/body")).isEqualTo("canary-3\n\n");
        assertThat(bytes(arguments, "/in/proxy")).isEqualTo("http://u:canary-4@proxy:3128\n");
    }

    private static String bytes(PlanArguments arguments, String file) {
        return new String(arguments.files().get(file).getBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void whatNoOptionCanSay_isRefused_allAtOnce() {
        assertThatThrownBy(() -> arguments(
                        plan.requests(1_000).duration(Duration.ofSeconds(1)).grace(Duration.ofSeconds(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a load tester in a container cannot be told a grace that is not the timeout, a number of"
                        + " requests and a duration at once: leave that out, or use the runner IN_JVM");
    }

    private static PlanArguments arguments(LoadPlan.Builder plan) {
        return new PlanArguments(plan.build(), "http://catalogue:8080");
    }
}
