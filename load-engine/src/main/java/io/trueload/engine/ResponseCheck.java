// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.util.Optional;

/**
 * What must be true of an answer besides its status for the request to be {@link Outcome#OK}.
 *
 * <p>Called on the I/O threads, so an implementation must be thread-safe and quick. An exception or an
 * {@code AssertionError} that it throws counts as a failed check.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ResponseCheck {

    /** Returns what is wrong with the answer, or nothing if it is as it should be. */
    Optional<String> failure(RequestSpec request, Response response);
}
