// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** The intended starts of an open workload, as arithmetic: no clock, no I/O. */
@NullMarked
package io.trueload.engine.internal.schedule;

import org.jspecify.annotations.NullMarked;
