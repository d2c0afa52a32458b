// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the load goes, for every way to say it. */
class LoadTargetTest {

    /** Without a target of its own: what the test cases say is looked at. */
    private static final ScriptedEngine ENGINE = new ScriptedEngine();

    @TempDir
    private Path output;

    @BeforeEach
    void startAnew() {
        ENGINE.returns(results -> results);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                OfUri.class,
                OfString.class,
                OfInstanceField.class,
                OfPort.class,
                OfSupplier.class,
                OfSupplierOfPort.class,
                OfMethod.class,
                OfInstanceMethod.class,
                OfUrl.class,
                Inherited.class,
                Preset.class,
                Registered.class,
                RegisteredForAnInstance.class,
                RegisteredForTheInstanceOfAClass.class
            })
    void target_ofEveryKind_isAskedWhenTheLoadBegins(Class<?> testCase) {
        assertThat(target(new Launch(output), testCase)).isEqualTo("http://localhost:8080/items?page=1");
    }

    @Test
    void configuration_isTheTargetOfTestsThatNameNone() {
        Launch launch = new Launch(output).with("trueload.base-uri", "https://staging.example/shop/");

        assertThat(target(launch, None.class)).isEqualTo("https://staging.example/shop/items?page=1");
        assertThat(target(launch, OfUri.class)).isEqualTo("http://localhost:8080/items?page=1");
    }

    @Test
    void nestedClass_usesTheTargetAroundIt_unlessItHasItsOwn() {
        new Launch(output).run(Outer.class).testEvents().assertStatistics(stats -> stats.succeeded(2));

        assertThat(ENGINE.plans().stream().map(plan -> plan.target().getPort())).containsExactlyInAnyOrder(8080, 9090);
    }

    @Test
    void noTarget_isToldWithTheWaysToGiveOne() {
        assertThat(new Launch(output).failure(None.class))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "LoadTargetTest.None.load cannot run: it has no target: annotate the field or method that knows it"
                                + " with @LoadTarget, give a url, register LoadTestExtension.builder().target(…), or set"
                                + " trueload.base-uri");
    }

    @Test
    void targetThatIsNull_orNoUrl_orNoPort_isNamed() {
        assertThat(new Launch(output).failure(OfNull.class))
                .hasMessage(
                        "LoadTargetTest.OfNull.load cannot run: @LoadTarget OfNull.service is null when the load is about to"
                                + " begin");
        assertThat(new Launch(output).failure(OfNoUrl.class))
                .hasMessage(
                        "LoadTargetTest.OfNoUrl.load cannot run: target must be a whole URL such as http://localhost:8080 :"
                                + " the scheme is missing");
        assertThat(new Launch(output).failure(OfNoPort.class))
                .hasMessage(
                        "LoadTargetTest.OfNoPort.load cannot run: @LoadTarget OfNoPort.port must be a port between 1 and"
                                + " 65535: 0");
    }

    private static String target(Launch launch, Class<?> testCase) {
        launch.run(testCase).testEvents().assertStatistics(stats -> stats.succeeded(1));
        LoadPlan plan = ENGINE.plans().get(ENGINE.plans().size() - 1);
        return plan.target().toString();
    }

    /** Registered first, it acts for the extension that the annotations register. */
    abstract static class Case {

        @RegisterExtension
        static final LoadTestExtension LOAD = new LoadTestExtension(null, ENGINE);
    }

    static class OfUri extends Case {

        @LoadTarget
        static URI service = URI.create("http://localhost:8080");

        @LoadTest(path = "/items?page=1")
        void load() {}
    }

    static class OfString extends Case {

        @LoadTarget
        static String service = "http://localhost:8080/";

        @LoadTest(path = "/items?page=1")
        void load() {}
    }

    static class OfInstanceField extends Case {

        @LoadTarget
        URI service;

        @BeforeEach
        void start() {
            service = URI.create("http://localhost:8080");
        }

        @LoadTest(path = "/items?page=1")
        void load() {}
    }

    static class OfPort extends Case {

        @LoadTarget
        int port = 8080;

        @LoadTest(path = "/items?page=1")
        void load() {}
    }

    static class OfSupplier extends Case {

        @LoadTarget
        static Supplier<URI> service = () -> URI.create("http://localhost:8080/items?page=1");

        @LoadTest
        void load() {}
    }

    static class OfSupplierOfPort extends Case {

        @LoadTarget
        Supplier<Integer> service = () -> 8080;

        @LoadTest(path = "/items?page=1")
        void load() {}
    }

    static class OfMethod extends Case {

        @LoadTarget
        static URI service() {
            return URI.create("http://localhost:8080");
        }

        @LoadTest(path = "/items?page=1")
        void load() {}
    }

    static class OfInstanceMethod extends Case {

        @LoadTarget
        Integer port() {
            return 8080;
        }

        @LoadTest(path = "/items?page=1")
        void load() {}
    }

    static class OfUrl extends Case {

        @LoadTarget
        static URI service = URI.create("http://elsewhere.example");

        @LoadTest(url = "http://localhost:8080/items?page=1")
        void load() {}
    }

    static class Inherited extends OfUri {}

    static class Preset extends Case {

        @LoadTarget
        static URI service = URI.create("http://localhost:8080");

        @ItemsLoad
        void load() {}
    }

    static class Registered {

        @RegisterExtension
        static final LoadTestExtension LOAD = new LoadTestExtension(() -> "http://localhost:8080", ENGINE);

        @LoadTest(path = "/items?page=1")
        void load() {}
    }

    static class RegisteredForAnInstance extends Case {

        private int port;

        @RegisterExtension
        final LoadTestExtension load =
                LoadTestExtension.builder().target(() -> port).build();

        @BeforeEach
        void start() {
            port = 8080;
        }

        @LoadTest(path = "/items?page=1")
        void load(LoadResult result) {
            assertThat(result.counts().sent()).isEqualTo(200);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class RegisteredForTheInstanceOfAClass extends Case {

        @LoadTarget
        int port = 8080;

        @RegisterExtension
        final LoadTestExtension load = new LoadTestExtension(null, ENGINE);

        @LoadTest(path = "/items?page=1")
        void load(LoadResult result) {
            assertThat(result.counts().sent()).isEqualTo(200);
        }
    }

    static class None extends Case {

        @LoadTest(path = "/items?page=1")
        void load() {}
    }

    static class OfNull extends Case {

        @LoadTarget
        static URI service;

        @LoadTest
        void load() {}
    }

    static class OfNoUrl extends Case {

        @LoadTarget
        static String service = "localhost:8080";

        @LoadTest
        void load() {}
    }

    static class OfNoPort extends Case {

        @LoadTarget
        int port;

        @LoadTest
        void load() {}
    }

    static class Outer extends Case {

        @LoadTarget
        int port = 8080;

        @Nested
        class Same {

            @LoadTest
            void load() {}
        }

        @Nested
        class Own {

            @LoadTarget
            int port = 9090;

            @LoadTest
            void load() {}
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @LoadTest(path = "/items?page=1")
    @interface ItemsLoad {}
}
