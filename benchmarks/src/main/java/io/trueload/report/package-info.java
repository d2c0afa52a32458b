// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** Micro-benchmarks of the reports. */
@NullMarked
package io.trueload.report;

import org.jspecify.annotations.NullMarked;
