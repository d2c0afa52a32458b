// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.io.Serial;

/**
 * Thrown when a run cannot begin: a host that does not resolve, a certificate that cannot be read; or cannot go on, since
 * its {@link RequestSource} threw.
 *
 * <p>A target that is slow, broken or down is never an exception but an {@link Outcome}.
 *
 * @since 0.1.0
 */
public final class LoadRunException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** Makes an exception that says what is wrong and what to do. */
    public LoadRunException(String message) {
        super(message);
    }

    /** Makes an exception that says what is wrong and what to do. */
    public LoadRunException(String message, Throwable cause) {
        super(message, cause);
    }
}
