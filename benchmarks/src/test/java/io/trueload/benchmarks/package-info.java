// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** What takes all modules together. */
@NullMarked
package io.trueload.benchmarks;

import org.jspecify.annotations.NullMarked;
