// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import java.util.function.Consumer;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.StandardSoftAssertionsProvider;

/**
 * AssertJ's soft assertions and those about load tests: all failures are collected and reported at once.
 *
 * @since 0.1.0
 */
public class LoadSoftAssertions extends AbstractSoftAssertions
        implements StandardSoftAssertionsProvider, LoadSoftAssertionsProvider {

    /** Makes soft assertions that are reported by {@link #assertAll}. */
    public LoadSoftAssertions() {}

    /** Runs soft assertions and reports their failures. */
    public static void assertSoftly(Consumer<LoadSoftAssertions> softly) {
        SoftAssertionsProvider.assertSoftly(LoadSoftAssertions.class, softly);
    }
}
