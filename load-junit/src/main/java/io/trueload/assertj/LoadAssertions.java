// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import io.trueload.engine.LoadResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entry to assertions about load tests; import it statically beside AssertJ's own.
 *
 * <pre>{@code
 * assertThat(result).hasNoErrors().responseTime().p99().isLessThan(ofMillis(250));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class LoadAssertions {

    private LoadAssertions() {}

    /** Begins assertions about a result. */
    public static LoadResultAssert assertThat(@Nullable LoadResult actual) {
        return new LoadResultAssert(actual);
    }

    /** Begins assertions about several runs of one plan. */
    public static LoadRunsAssert assertThat(@Nullable List<LoadResult> actual) {
        return new LoadRunsAssert(actual);
    }
}
