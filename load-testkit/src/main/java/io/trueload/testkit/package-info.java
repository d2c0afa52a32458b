// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** Servers whose true timing and faults are known, for tests and for use by hand. */
@NullMarked
package io.trueload.testkit;

import org.jspecify.annotations.NullMarked;
