// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import org.assertj.core.api.AutoCloseableSoftAssertionsProvider;

/**
 * Soft assertions that are reported at the end of a try-with-resources statement.
 *
 * @since 0.1.0
 */
public final class AutoCloseableLoadSoftAssertions extends LoadSoftAssertions
        implements AutoCloseableSoftAssertionsProvider {

    /** Makes soft assertions that are reported by {@link #close}. */
    public AutoCloseableLoadSoftAssertions() {}
}
