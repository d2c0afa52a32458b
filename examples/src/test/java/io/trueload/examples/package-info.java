// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** A course in load tests, one idea a file, to be read in the order of their numbers; the build runs it. */
@NullMarked
package io.trueload.examples;

import org.jspecify.annotations.NullMarked;
