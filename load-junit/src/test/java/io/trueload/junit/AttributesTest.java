// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Arrivals;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What annotations give, and what of it counts. */
class AttributesTest {

    @Test
    void threeAnnotations_haveTheSameAttributes() {
        assertThat(signatures(LoadProfile.class)).isEqualTo(signatures(LoadTest.class));
        assertThat(signatures(LoadDefaults.class)).isEqualTo(signatures(LoadTest.class));
    }

    @Test
    void attribute_withItsDefaultValue_isNotGiven() {
        Attributes none = attributes(Bare.class);

        for (Method attribute : LoadDefaults.class.getDeclaredMethods()) {
            assertThat(none.has(attribute.getName())).as(attribute.getName()).isFalse();
        }
    }

    @Test
    void nearest_goesBeforeTheOthers_attributeByAttribute() {
        Attributes merged = attributes(Near.class).over(attributes(Far.class));

        assertThat(merged.text("timeout")).contains("1s");
        assertThat(merged.text("warmUp")).contains("3s");
        assertThat(merged.number("concurrency")).contains(7L);
        assertThat(merged.constant("arrivals", Arrivals.class)).contains(Arrivals.POISSON);
        assertThat(merged.has("http2")).isTrue();
    }

    @Test
    void expectationsHeadersAndChecks_addUp() {
        Attributes merged = attributes(Near.class).over(attributes(Far.class));

        assertThat(merged.texts("expect")).containsExactly("errors = 0", "p99 < 1s");
        assertThat(merged.texts("headers")).containsExactly("A: 1", "B: 2");
        assertThat(merged.texts("check")).containsExactly("far", "near");
    }

    @Test
    void lengthAndSpeed_areTakenWholeFromTheNearestThatSaysThem() {
        Attributes far = attributes(Far.class);

        assertThat(attributes(Requests.class).over(far).has("duration")).isFalse();
        assertThat(attributes(Requests.class).over(far).has("rate")).isTrue();
        Attributes stages = attributes(Stages.class).over(far);
        assertThat(List.of(stages.has("stages"), stages.has("rate"), stages.has("duration")))
                .containsExactly(true, false, false);
        Attributes rate = far.over(attributes(Stages.class));
        assertThat(List.of(rate.has("stages"), rate.has("rate"))).containsExactly(false, true);
    }

    private static List<String> signatures(Class<? extends Annotation> annotation) {
        return Arrays.stream(annotation.getDeclaredMethods())
                .map(method -> method.getGenericReturnType().getTypeName() + " " + method.getName() + " = "
                        + string(method.getDefaultValue()))
                .sorted()
                .toList();
    }

    private static String string(Object value) {
        return value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value);
    }

    private static Attributes attributes(Class<?> annotated) {
        return Attributes.of(annotated.getAnnotation(LoadDefaults.class));
    }

    @LoadDefaults
    private static final class Bare {}

    @LoadDefaults(
            rate = "10/s",
            duration = "5s",
            timeout = "2s",
            warmUp = "3s",
            arrivals = Arrivals.POISSON,
            http2 = true,
            expect = "errors = 0",
            headers = "A: 1",
            check = "far")
    private static final class Far {}

    @LoadDefaults(timeout = "1s", concurrency = 7, expect = "p99 < 1s", headers = "B: 2", check = "near")
    private static final class Near {}

    @LoadDefaults(requests = 9)
    private static final class Requests {}

    @LoadDefaults(stages = "hold 5/s 1s")
    private static final class Stages {}
}
