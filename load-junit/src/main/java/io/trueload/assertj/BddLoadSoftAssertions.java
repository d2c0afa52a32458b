// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import io.trueload.engine.LoadResult;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.BDDSoftAssertionsProvider;
import org.assertj.core.api.SoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/**
 * The same as {@link LoadSoftAssertions}, in the words of behavior-driven development.
 *
 * @since 0.1.0
 */
public final class BddLoadSoftAssertions extends AbstractSoftAssertions implements BDDSoftAssertionsProvider {

    /** Makes soft assertions that are reported by {@link #assertAll}. */
    public BddLoadSoftAssertions() {}

    /** Runs soft assertions and reports their failures. */
    public static void thenSoftly(Consumer<BddLoadSoftAssertions> softly) {
        SoftAssertionsProvider.assertSoftly(BddLoadSoftAssertions.class, softly);
    }

    /** Begins assertions about a result, of which all failures are collected, those after navigation too. */
    public LoadResultAssert then(@Nullable LoadResult actual) {
        return new SoftChain(this).result(actual);
    }
}
