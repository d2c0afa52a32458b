// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** The {@code trueload} command: options to a plan, a run with its progress, a report, an exit code. */
@NullMarked
package io.trueload.cli;

import org.jspecify.annotations.NullMarked;
