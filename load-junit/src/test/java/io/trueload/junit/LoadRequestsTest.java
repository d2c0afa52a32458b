// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.RequestSource;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.ResponseCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests made in code, and checks of their answers. */
class LoadRequestsTest {

    private static final ScriptedEngine ENGINE = new ScriptedEngine();

    @TempDir
    private Path output;

    @BeforeEach
    void startAnew() {
        ENGINE.returns(results -> results);
    }

    @ParameterizedTest
    @ValueSource(classes = {OfSource.class, OfStream.class, OfList.class})
    void requestsMadeInCode_areThoseOfThePlan(Class<?> testCase) {
        new Launch(output).run(testCase).testEvents().assertStatistics(stats -> stats.succeeded(1));

        LoadPlan plan = ENGINE.plans().get(0);
        assertThat(List.of(0, 1, 2, 3).stream()
                        .map(index -> plan.source().request(index).path()))
                .containsExactly("/a", "/b", "/a", "/b");
    }

    @Test
    void checks_areThoseOfThePlan() {
        new Launch(output).run(Checked.class).testEvents().assertStatistics(stats -> stats.succeeded(1));

        assertThat(ENGINE.plans().get(0).checks()).hasSize(2);
    }

    @Test
    void endlessStream_isRefusedWithTheRemedy() {
        assertThat(new Launch(output).failure(Endless.class))
                .hasMessage(
                        "LoadRequestsTest.Endless.load cannot run: Endless.requests() has more than 100000 requests: limit(…)"
                                + " the stream, or return a RequestSource, which makes them one by one");
    }

    @Test
    void emptyStream_andNull_areRefused() {
        assertThat(new Launch(output).failure(Empty.class))
                .hasMessage(
                        "LoadRequestsTest.Empty.load cannot run: Empty.requests() has no request: return one at least");
        assertThat(new Launch(output).failure(Null.class))
                .hasMessage("LoadRequestsTest.Null.load cannot run: Null.requests() returned null");
    }

    abstract static class Case {

        @RegisterExtension
        static final LoadTestExtension LOAD = ENGINE.extension();
    }

    static class OfSource extends Case {

        @LoadRequests
        RequestSource requests() {
            return index -> RequestSpec.get(index % 2 == 0 ? "/a" : "/b");
        }

        @LoadTest(source = "requests")
        void load() {}
    }

    static class OfStream extends Case {

        @LoadRequests
        static Stream<RequestSpec> requests() {
            return Stream.of("/a", "/b").map(RequestSpec::get);
        }

        @LoadTest(source = "requests")
        void load() {}
    }

    static class OfList extends Case {

        @LoadRequests
        static List<RequestSpec> requests() {
            return List.of(RequestSpec.get("/a"), RequestSpec.get("/b"));
        }

        @LoadTest(source = "requests")
        void load() {}
    }

    @LoadDefaults(check = "hasBody")
    static class Checked extends Case {

        @LoadCheck
        static ResponseCheck hasBody() {
            return (request, response) -> Optional.empty();
        }

        @LoadCheck
        ResponseCheck hasTotal() {
            return (request, response) -> Optional.of("no total");
        }

        @LoadTest(check = "hasTotal")
        void load() {}
    }

    static class Endless extends Case {

        @LoadRequests
        static Stream<RequestSpec> requests() {
            return Stream.generate(() -> RequestSpec.get("/"));
        }

        @LoadTest(source = "requests")
        void load() {}
    }

    static class Empty extends Case {

        @LoadRequests
        static Stream<RequestSpec> requests() {
            return Stream.empty();
        }

        @LoadTest(source = "requests")
        void load() {}
    }

    static class Null extends Case {

        @LoadRequests
        static Stream<RequestSpec> requests() {
            return null;
        }

        @LoadTest(source = "requests")
        void load() {}
    }
}
