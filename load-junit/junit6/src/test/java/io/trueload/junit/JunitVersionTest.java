// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What this module's tests run on, without which they would prove nothing. */
class JunitVersionTest {

    @Test
    void engine_isThatOfJunit6() {
        assertThat(Test.class.getPackage().getImplementationVersion()).startsWith("6.");
    }
}
