// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A time and the way to it.
 *
 * @param actual the time; null only after a failure
 * @param said how the user described the result or the distribution, or an empty text
 */
record TimeSubject(@Nullable Duration actual, Figure figure, String said, LoadResultAssert parent) {

    /** Returns what is asserted, in words. */
    Description description() {
        return new Description(said, figure.toString());
    }
}
