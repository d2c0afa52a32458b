// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import io.trueload.engine.LoadResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entry to the same assertions as {@link LoadAssertions}, in the words of behavior-driven development.
 *
 * @since 0.1.0
 */
public final class BddLoadAssertions {

    private BddLoadAssertions() {}

    /** Begins assertions about a result. */
    public static LoadResultAssert then(@Nullable LoadResult actual) {
        return new LoadResultAssert(actual);
    }

    /** Begins assertions about several runs of one plan. */
    public static LoadRunsAssert then(@Nullable List<LoadResult> actual) {
        return new LoadRunsAssert(actual);
    }
}
