// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** Holds schedule, http and measure together for the length of one run. */
@NullMarked
package io.trueload.engine.internal.run;

import org.jspecify.annotations.NullMarked;
