// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Containers of {@code @Testcontainers} as targets; they start nothing, so no container engine is needed. */
class TestcontainersTest {

    private static final ScriptedEngine ENGINE = new ScriptedEngine();

    @TempDir
    private Path output;

    @BeforeEach
    void startAnew() {
        ENGINE.returns(results -> results);
    }

    @Test
    void staticContainer_isTheTarget() {
        new Launch(output).run(StaticContainer.class).testEvents().assertStatistics(stats -> stats.succeeded(1));

        assertThat(ENGINE.plans().get(0).target()).hasToString("http://container.invalid:32768/items");
    }

    @Test
    void containerOfAnInstance_isStartedBeforeTheLoadBegins() {
        new Launch(output).run(InstanceContainer.class).testEvents().assertStatistics(stats -> stats.succeeded(1));

        assertThat(ENGINE.plans().get(0).target()).hasToString("http://container.invalid:32768/items");
    }

    @Test
    void containerThatDoesNotRun_orExposesNothing_isNamed() {
        assertThat(new Launch(output).failure(Stopped.class))
                .hasMessage(
                        "TestcontainersTest.Stopped.load cannot run: @LoadTarget Stopped.service is not running when the load"
                                + " is about to begin: start it, or annotate it with @Container");
        assertThat(new Launch(output).failure(Closed.class))
                .hasMessage(
                        "TestcontainersTest.Closed.load cannot run: @LoadTarget Closed.SERVICE exposes no port: call"
                                + " withExposedPorts(…) on it");
    }

    @Test
    void port_schemeAndPath_canBeChosen() {
        new Launch(output).run(Chosen.class).testEvents().assertStatistics(stats -> stats.succeeded(1));

        assertThat(ENGINE.plans().get(0).target()).hasToString("https://container.invalid:32769/api/items");
    }

    @Test
    void supplierOfAContainer_isAskedForIt() {
        new Launch(output).run(Supplied.class).testEvents().assertStatistics(stats -> stats.succeeded(1));

        assertThat(ENGINE.plans().get(0).target()).hasToString("http://container.invalid:32769/items");
    }

    @Test
    void wrongChoices_areNamed() {
        assertThat(new Launch(output).failure(Unexposed.class))
                .hasMessage(
                        "TestcontainersTest.Unexposed.load cannot run: @LoadTarget Unexposed.SERVICE does not expose"
                                + " port 9999, only [8080, 9090]: call withExposedPorts(…) on it");
        assertThat(new Launch(output).failure(Slashless.class))
                .hasMessage(
                        "TestcontainersTest.Slashless.load cannot run: @LoadTarget Slashless.SERVICE: path must begin"
                                + " with a slash: api");
        assertThat(new Launch(output).failure(NoContainer.class))
                .hasMessage(
                        "TestcontainersTest.NoContainer.load cannot run: @LoadTarget NoContainer.SERVICE names a port,"
                                + " a scheme or a path, which only a container needs: a URL has its own");
    }

    abstract static class Case {

        @RegisterExtension
        static final LoadTestExtension LOAD = new LoadTestExtension(null, ENGINE);
    }

    @Testcontainers
    static class StaticContainer extends Case {

        @Container
        @LoadTarget
        static final PretendedContainer SERVICE = new PretendedContainer(List.of(8080));

        @LoadTest(path = "/items")
        void load() {}
    }

    @Testcontainers
    static class InstanceContainer extends Case {

        @Container
        @LoadTarget
        final PretendedContainer service = new PretendedContainer(List.of(8080, 9090));

        @LoadTest(path = "/items")
        void load() {}
    }

    @Testcontainers
    static class Chosen extends Case {

        @Container
        @LoadTarget(port = 9090, scheme = "https", path = "/api")
        static final PretendedContainer SERVICE = new PretendedContainer(List.of(8080, 9090));

        @LoadTest(path = "/items")
        void load() {}
    }

    @Testcontainers
    static class Supplied extends Case {

        @Container
        static final PretendedContainer SERVICE = new PretendedContainer(List.of(8080, 9090));

        @LoadTarget(port = 9090)
        static final Supplier<PretendedContainer> TARGET = () -> SERVICE;

        @LoadTest(path = "/items")
        void load() {}
    }

    @Testcontainers
    static class Unexposed extends Case {

        @Container
        @LoadTarget(port = 9999)
        static final PretendedContainer SERVICE = new PretendedContainer(List.of(8080, 9090));

        @LoadTest
        void load() {}
    }

    @Testcontainers
    static class Slashless extends Case {

        @Container
        @LoadTarget(path = "api")
        static final PretendedContainer SERVICE = new PretendedContainer(List.of(8080));

        @LoadTest
        void load() {}
    }

    static class NoContainer extends Case {

        @LoadTarget(port = 9090)
        static final String SERVICE = "http://localhost:8080";

        @LoadTest
        void load() {}
    }

    static class Stopped extends Case {

        @LoadTarget
        static GenericContainer<?> service = new PretendedContainer(List.of(8080));

        @LoadTest
        void load() {}
    }

    @Testcontainers
    static class Closed extends Case {

        @Container
        @LoadTarget
        static final PretendedContainer SERVICE = new PretendedContainer(List.of());

        @LoadTest
        void load() {}
    }

    /** A container as far as a target is concerned. */
    static final class PretendedContainer extends GenericContainer<PretendedContainer> {

        private final List<Integer> ports;
        private boolean running;

        PretendedContainer(List<Integer> ports) {
            super("pretended:1");
            this.ports = ports;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public String getHost() {
            return "container.invalid";
        }

        @Override
        public List<Integer> getExposedPorts() {
            return ports;
        }

        @Override
        public Integer getMappedPort(int port) {
            return 32_768 + ports.indexOf(port);
        }
    }
}
