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
 * @param timed requests whose response time was recorded in the interval
 * @param p50 median response time of these; zero if {@code timed} is
 * @param p99 99th percentile of these; zero if {@code timed} is
 * @since 0.1.0
 */
public record IntervalResult(Duration start, long sent, long ok, long failed, long timed, Duration p50, Duration p99) {}
