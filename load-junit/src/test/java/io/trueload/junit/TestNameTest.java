// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tests are called in messages and in files. */
class TestNameTest {

    @ParameterizedTest
    @CsvSource({
        "org.shop.CatalogueLoadIT, items, 0, CatalogueLoadIT.items, org.shop.CatalogueLoadIT.items",
        "org.shop.Outer.Inner, items, 2, Outer.Inner.items[2], org.shop.Outer.Inner.items[2]",
        "CatalogueLoadIT, items, 0, CatalogueLoadIT.items, CatalogueLoadIT.items",
        "org.shop.lowercase, items, 0, lowercase.items, org.shop.lowercase.items",
    })
    void name_isShortForPeople_andWholeForFiles(
            String className, String method, int invocation, String simple, String qualified) {
        TestName name = new TestName(className, method, invocation);

        assertThat(name.simple()).isEqualTo(simple);
        assertThat(name.qualified()).isEqualTo(qualified);
    }
}
