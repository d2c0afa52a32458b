// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import io.trueload.engine.LoadResult;
import org.assertj.core.api.SoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Soft assertions about load tests, for a class that mixes them with others.
 *
 * @since 0.1.0
 */
public interface LoadSoftAssertionsProvider extends SoftAssertionsProvider {

    /** Begins assertions about a result, of which all failures are collected, those after navigation too. */
    default LoadResultAssert assertThat(@Nullable LoadResult actual) {
        return new SoftChain(this).result(actual);
    }
}
