// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static io.trueload.assertj.LoadAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Rate;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all assertions about a result have in common. */
class LoadResultAssertTest {

    private static final String NO_RESULT = "\nExpecting actual not to be null";

    private static final Map<String, UnaryOperator<LoadResultAssert>> ASSERTIONS = Map.of(
            "hasNoErrors", LoadResultAssert::hasNoErrors,
            "hasErrorRateAtMost", result -> result.hasErrorRateAtMost(0.1),
            "hasSent", result -> result.hasSent(1_000),
            "hasStatus", result -> result.hasStatus(200, 1_000),
            "hasOnlyStatus", result -> result.hasOnlyStatus(200),
            "keptSchedule", LoadResultAssert::keptSchedule,
            "hasAchievedRateAtLeast", result -> result.hasAchievedRateAtLeast(Rate.perSecond(100)),
            "isValid", LoadResultAssert::isValid,
            "meets", result -> result.meets("p99 < 1s"));

    @Test
    void assertions_ofAResult_haveOneTestClassEach() {
        assertThat(assertionsOf(LoadResultAssert.class))
                .containsExactlyInAnyOrderElementsOf(ASSERTIONS.keySet())
                .allSatisfy(LoadResultAssertTest::hasATestClass);
    }

    @Test
    void assertions_ofATime_haveOneTestClassEach() {
        assertThat(assertionsOf(TimeAssert.class)).hasSize(4).allSatisfy(name -> hasATestClass(TimeAssert.class, name));
    }

    @ParameterizedTest
    @MethodSource("assertions")
    void fails_when_there_is_no_result(String name) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ASSERTIONS.get(name).apply(assertThat((LoadResult) null)))
                .withMessage(NO_RESULT);
    }

    @ParameterizedTest
    @MethodSource("assertions")
    void passes_when_the_claim_holds_and_returns_the_same_assertions(String name) {
        LoadResultAssert asserted = assertThat(Results.open().result());

        assertThat((Object) ASSERTIONS.get(name).apply(asserted)).isSameAs(asserted);
    }

    @Test
    void navigation_withoutAResult_fails() {
        List<Consumer<LoadResultAssert>> ways =
                List.of(LoadResultAssert::responseTime, LoadResultAssert::serviceTime, LoadResultAssert::intervals);

        assertThat(ways)
                .allSatisfy(way -> assertThatExceptionOfType(AssertionError.class)
                        .isThrownBy(() -> way.accept(assertThat((LoadResult) null)))
                        .withMessage(NO_RESULT));
    }

    @Test
    void intervals_areAListOfAssertJ() {
        LoadResult result = Results.open().result();

        assertThat(result)
                .intervals()
                .hasSize(1)
                .allSatisfy(second -> assertThat(second.ok()).isEqualTo(1_000));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(result).intervals().isEmpty())
                .withMessageStartingWith("[intervals] ");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(result).as("shop").intervals().isEmpty())
                .withMessageStartingWith("[shop, intervals] ");
    }

    @Test
    void stackTrace_ofAFailure_beginsWithTheTest() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(Results.open().result()).hasSent(1))
                .satisfies(error -> assertThat(error.getStackTrace()[0].getClassName())
                        .isEqualTo(LoadResultAssertTest.class.getName()));
    }

    private static Stream<String> assertions() {
        return ASSERTIONS.keySet().stream();
    }

    private static List<String> assertionsOf(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> method.getReturnType() == type)
                .map(Method::getName)
                .toList();
    }

    private static void hasATestClass(String assertion) {
        hasATestClass(LoadResultAssert.class, assertion);
    }

    private static void hasATestClass(Class<?> type, String assertion) {
        String name = type.getName() + assertion.substring(0, 1).toUpperCase(Locale.ROOT) + assertion.substring(1);
        assertThat(testClass(name + "Test").getDeclaredMethods()).isNotEmpty();
    }

    private static Class<?> testClass(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("no test class: " + name, e);
        }
    }
}
