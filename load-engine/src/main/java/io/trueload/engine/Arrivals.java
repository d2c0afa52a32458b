// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

/**
 * How the intended starts of an open workload are spread over time.
 *
 * @since 0.1.0
 */
public enum Arrivals {
    /** One request every {@code 1/rate} seconds, exactly. */
    EVENLY_SPACED,
    /** Independent users: exponentially distributed gaps, drawn from the plan's seed. */
    POISSON
}
