// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** Load tests as JUnit tests: annotations, the extension behind them, and what test methods may take as parameters. */
@NullMarked
package io.trueload.junit;

import org.jspecify.annotations.NullMarked;
