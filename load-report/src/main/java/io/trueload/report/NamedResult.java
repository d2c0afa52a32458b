// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.LoadResult;

/**
 * A result and what it is called beside others, such as the name of its file.
 *
 * @since 0.1.0
 */
public record NamedResult(String name, LoadResult result) {

    /** Refuses null. */
    public NamedResult {
        requireNonNull(name, "name");
        requireNonNull(result, "result");
    }
}
