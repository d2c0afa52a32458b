// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets as values, and paths that follow them. */
class TargetValueTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, /items, http://localhost:8080/items",
        "http://localhost:8080/, /items, http://localhost:8080/items",
        "http://localhost:8080/shop, /items?page=2, http://localhost:8080/shop/items?page=2",
        "http://localhost:8080/shop?x=1, '', http://localhost:8080/shop?x=1",
    })
    void path_followsThatOfTheBase(URI base, String path, URI whole) {
        assertThat(TargetValue.join(base, path)).isEqualTo(whole);
    }

    @Test
    void path_afterAQuery_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TargetValue.join(URI.create("http://localhost/?x=1"), "/items"))
                .withMessage("path cannot follow a target with a query: /items after http://localhost/?x=1");
    }

    @Test
    void supplierOfASupplier_isAskedToTheEnd() {
        Supplier<Supplier<Integer>> port = () -> () -> 8080;

        assertThat(TargetValue.of(port, "target").uri()).isEqualTo(URI.create("http://localhost:8080"));
    }

    @Test
    void otherValues_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TargetValue.of(8.5, "target"))
                .withMessage(
                        "target must be a URI, a String, a port, a Supplier of any of these, or a Testcontainers container,"
                                + " not java.lang.Double");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TargetValue.of("http://local host", "target"))
                .withMessageStartingWith("target is not a URL: ");
        Supplier<String> nothing = () -> null;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TargetValue.of(nothing, "target"))
                .withMessage("the value of target is null when the load is about to begin");
    }
}
