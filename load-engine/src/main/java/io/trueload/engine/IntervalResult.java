// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.time.Duration;

/**
 * What happened in one second of a run.
 *
 * @param start when the interval began, counted from the beginning of the run
 * @param sent requests that were started in the interval
 * @param ok requests that ended in the interval as expected
 * @param failed requests that ended in the interval otherwise, those still in flight at the end not counted
 * @param responseTime of the requests that were answered or timed out in the interval, or were in flight at its end if
 *     it was the last
 * @since 0.1.0
 */
public record IntervalResult(Duration start, long sent, long ok, long failed, LatencyDistribution responseTime) {}
