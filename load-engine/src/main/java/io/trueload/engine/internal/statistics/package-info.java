// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** Statistics of numbers, which know neither requests nor results. */
@NullMarked
package io.trueload.engine.internal.statistics;

import org.jspecify.annotations.NullMarked;
