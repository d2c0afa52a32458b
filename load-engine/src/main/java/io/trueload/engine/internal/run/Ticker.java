// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

/** The clock of a run: nanoseconds that only ever grow, from an arbitrary beginning. */
@FunctionalInterface
interface Ticker {

    long nanos();
}
