// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static java.util.Objects.requireNonNull;

/**
 * Response times alone and what they are called beside others, such as the name of their file.
 *
 * @since 0.1.0
 */
public record NamedTimes(String name, TimesLog times) {

    /** Refuses null. */
    public NamedTimes {
        requireNonNull(name, "name");
        requireNonNull(times, "times");
    }
}
