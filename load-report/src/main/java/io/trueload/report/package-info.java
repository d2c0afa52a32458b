// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** A result as text, CSV and JSON. Everything printed is read from the result; nothing is measured or judged here. */
@NullMarked
package io.trueload.report;

import org.jspecify.annotations.NullMarked;
