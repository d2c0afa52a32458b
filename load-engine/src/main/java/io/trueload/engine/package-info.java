// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** Plans, runs, results and verdicts: all that a caller of the engine needs. Everything under {@code internal} is hidden. */
@NullMarked
package io.trueload.engine;

import org.jspecify.annotations.NullMarked;
