// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** Micro-benchmarks of the parts beside them. */
@NullMarked
package io.trueload.engine.internal.measure;

import org.jspecify.annotations.NullMarked;
