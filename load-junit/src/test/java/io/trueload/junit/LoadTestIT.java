// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadRunException;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.TestServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Load tests against a service, from the annotation to the outcome. */
class LoadTestIT {

    private static final AtomicBoolean INTERRUPT_SEEN = new AtomicBoolean();

    private static TestServer server;

    @TempDir
    private Path output;

    @BeforeAll
    static void startServer() {
        server = TestServer.start(Behaviors.routes(
                Map.of("/missing", Behaviors.status(404)), Behaviors.fixedDelay(Duration.ofMillis(1))));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void serviceThatAnswersAsExpected_passes_andWasSentEveryRequestOnce() {
        long before = server.hits();

        new Launch(output)
                .run(Quick.class)
                .testEvents()
                .assertStatistics(stats -> stats.started(1).succeeded(1));

        assertThat(server.hits() - before).isEqualTo(60);
    }

    @Test
    void serviceThatNeverAnswersAsExpected_fails_afterTheRepeats() {
        long before = server.hits();

        // Not for a time, which a generator that is disturbed by other tests could not claim.
        assertThat(new Launch(output).failure(Missing.class))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith(
                        "LoadTestIT.Missing.load: no request was answered as expected, confirmed by 2 of 2"
                                + " repeats\n")
                .hasMessageContaining("\n  outcomes     0 ok, 30 × status 404\n");
        assertThat(server.hits() - before).isEqualTo(90);
    }

    @Test
    void plainTest_makesRunsThroughTheExtension() {
        new Launch(output).run(Plain.class).testEvents().assertStatistics(stats -> stats.succeeded(1));
    }

    @Test
    void hostThatDoesNotResolve_isAnError() {
        assertThat(new Launch(output)
                        .with("trueload.base-uri", WatchedRunIT.NO_HOST)
                        .failure(Anywhere.class))
                .isInstanceOf(LoadRunException.class);
    }

    @Test
    void interruptedTest_isAborted_withItsReportWritten_andTheInterruptStaysSet() {
        INTERRUPT_SEEN.set(false);
        Thread test = Thread.currentThread();
        long before = server.hits();
        Thread interrupter = new Thread(() -> {
            while (server.hits() < before + 20) {
                Thread.onSpinWait();
            }
            test.interrupt();
        });
        interrupter.start();

        Throwable abortion = new Launch(output).failure(Endless.class);

        assertThat(Thread.interrupted()).isFalse();
        assertThat(INTERRUPT_SEEN).isTrue();
        assertThat(abortion)
                .isInstanceOf(TestAbortedException.class)
                .hasMessageStartingWith("LoadTestIT.Endless.load: the test was interrupted\n")
                .hasMessageEndingWith("io.trueload.junit.LoadTestIT.Endless.load.json");
        assertThat(output.resolve("io.trueload.junit.LoadTestIT.Endless.load.json"))
                .isNotEmptyFile();
    }

    @Test
    void launcherSession_leavesNoThreadBehind() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        long hits = server.hits();

        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(LauncherDiscoveryRequestBuilder.request()
                            .selectors(
                                    DiscoverySelectors.selectClass(Quick.class),
                                    DiscoverySelectors.selectClass(Missing.class))
                            .configurationParameter("trueload.output-dir", output.toString())
                            .build());
        }

        assertThat(server.hits() - hits).isEqualTo(60 + 3 * 30);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        // The JVM's own pool, whose idle threads end by themselves.
                        .filter(thread -> !thread.getName().startsWith("ForkJoinPool.commonPool"))
                        .map(Thread::getName)
                        .collect(toSet()))
                .isEmpty();
    }

    @Test
    void entriesAndFiles_arePublishedToTheLauncher() {
        Set<String> published = ConcurrentHashMap.newKeySet();
        TestExecutionListener listener = new TestExecutionListener() {
            @Override
            public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
                published.addAll(entry.getKeyValuePairs().keySet());
            }

            @Override
            public void fileEntryPublished(TestIdentifier test, FileEntry file) {
                published.add(file.getPath().getFileName().toString());
            }
        };

        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(Quick.class))
                                    .configurationParameter("trueload.output-dir", output.toString())
                                    .configurationParameter(
                                            "junit.platform.reporting.output.dir",
                                            output.resolve("published").toString())
                                    .build(),
                            listener);
        }

        assertThat(published)
                .contains(
                        "trueload.verdict",
                        "trueload.report",
                        "io.trueload.junit.LoadTestIT.Quick.itemsAreQuick.json",
                        "io.trueload.junit.LoadTestIT.Quick.itemsAreQuick.hlog");
        assertThat(output.resolve("io.trueload.junit.LoadTestIT.Quick.itemsAreQuick.html"))
                .content()
                .contains("<title>PASS: GET ");
        assertThat(output.resolve("index.html"))
                .content()
                .contains("href=\"./io.trueload.junit.LoadTestIT.Quick.itemsAreQuick.html\"");
    }

    static class Quick {

        @LoadTarget
        static URI service = server.uri("");

        @LoadTest(requests = 60, concurrency = 3, path = "/items")
        @Expect("error rate = 0%")
        void itemsAreQuick(LoadResult result) {
            assertThat(result.counts().sent()).isEqualTo(60);
        }
    }

    static class Missing {

        @LoadTarget
        static URI service = server.uri("");

        @LoadTest(requests = 30, concurrency = 3, path = "/missing")
        void load() {}
    }

    @ExtendWith(LoadTestExtension.class)
    static class Plain {

        @LoadTarget
        static URI service = server.uri("");

        @Test
        void load(LoadRunner runner) {
            assertThat(runner.run(runner.plan().toBuilder().requests(10).build())
                            .counts()
                            .sent())
                    .isEqualTo(10);
        }
    }

    static class Anywhere {

        @LoadTest
        void load() {}
    }

    static class Endless {

        @LoadTarget
        static URI service = server.uri("");

        @LoadTest(rate = "100/s", duration = "1m")
        void load() {}

        @AfterEach
        void seeInterrupt() {
            INTERRUPT_SEEN.set(Thread.interrupted());
        }
    }
}
