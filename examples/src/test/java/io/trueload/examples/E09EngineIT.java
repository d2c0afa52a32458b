// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without JUnit: a plan, an engine, a result, a verdict. */
class E09EngineIT {

    private HttpServer service;

    @BeforeEach
    void startService() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/") ? 204 : 404, -1);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stopService() {
        service.stop(0);
    }

    @Test
    void service_thatIsQuickEnough_passes() {
        LoadPlan plan = LoadPlan.builder()
                .target("http://127.0.0.1:" + service.getAddress().getPort() + "/")
                .requests(200)
                .concurrency(10)
                .expect("p99 < 5s", "error rate = 0%")
                .build();
        try (LoadEngine engine = LoadEngine.create()) {
            LoadResult result = engine.run(plan);

            assertThat(result.counts().sent()).isEqualTo(200);
            assertThat(result.verdict().kind()).isEqualTo(Verdict.Kind.PASS);
        }
    }

    @Test
    void service_thatAnswersWithErrors_fails() {
        LoadPlan plan = LoadPlan.builder()
                .target("http://127.0.0.1:" + service.getAddress().getPort() + "/no-such-page")
                .requests(200)
                .concurrency(10)
                .expect("error rate < 1%")
                .build();
        try (LoadEngine engine = LoadEngine.create()) {
            Verdict verdict = engine.run(plan).verdict();

            assertThat(verdict.requirements().get(0).actual()).isEqualTo("100%");
            assertThat(verdict.requirements().get(0).met()).isFalse();
            assertThat(verdict.kind()).isIn(Verdict.Kind.FAIL, Verdict.Kind.INVALID);
        }
    }
}
