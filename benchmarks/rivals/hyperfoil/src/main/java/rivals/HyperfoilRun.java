// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package rivals;

import static io.hyperfoil.http.steps.HttpStepCatalog.SC;

import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.config.PhaseBuilder;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.config.Protocol;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs Hyperfoil as its commands wrk and wrk2 do, which are not among its published artifacts: on {@code connections} for
 * {@code seconds}, each asking again as soon as it is answered, or at a {@code rate} if there is one. Posts the file
 * {@code body} if there is one.
 */
final class HyperfoilRun {

    private HyperfoilRun() {}

    public static void main(String[] arguments) throws IOException {
        var total = new StatisticsSnapshot();
        new LocalSimulationRunner(
                        benchmark(),
                        (phase, step, metric, snapshot, countDown) -> {
                            synchronized (total) {
                                total.add(snapshot);
                            }
                        },
                        null,
                        null)
                .run();
        System.out.println("requests " + total.responseCount);
        System.out.println("rate " + (double) total.responseCount / Integer.getInteger("seconds"));
        System.out.println("errors " + total.errors());
        // Its event loops would keep the process for some seconds.
        System.exit(0);
    }

    private static Benchmark benchmark() throws IOException {
        URI url = URI.create(System.getProperty("url"));
        int connections = Integer.getInteger("connections");
        var protocol = Protocol.fromScheme(url.getScheme());
        BenchmarkBuilder builder = BenchmarkBuilder.builder()
                .name("run")
                .addPlugin(HttpPluginBuilder::new)
                .ergonomics()
                .repeatCookies(false)
                .userAgentFromSession(false)
                .endErgonomics()
                .http()
                .protocol(protocol)
                .host(url.getHost())
                .port(protocol.portOrDefault(url.getPort()))
                .allowHttp2(false)
                .sharedConnections(connections)
                .endHttp()
                .endPlugin()
                .threads(Integer.getInteger("threads"));
        Integer rate = Integer.getInteger("rate");
        var phases = builder.addPhase("test");
        PhaseBuilder<?> phase = rate == null
                ? phases.always(connections)
                // Too few of them in a stall, and more requests follow than were asked for.
                : phases.constantRate(rate).variance(false).maxSessions(Math.max(10_000, 2 * rate));
        long millis = 1000L * Integer.getInteger("seconds");
        String body = System.getProperty("body");
        var request = phase.duration(millis)
                .maxDuration(millis)
                .scenario()
                .maxRequests(1)
                .maxSequences(1)
                .initialSequence("request")
                .step(SC)
                .httpRequest(body == null ? HttpMethod.GET : HttpMethod.POST)
                .path(url.getPath());
        if (body != null) {
            request.body(Files.readString(Path.of(body)));
        }
        request.endStep();
        return builder.build();
    }
}
