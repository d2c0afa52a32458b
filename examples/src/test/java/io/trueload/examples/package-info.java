// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** Examples, each a test that runs. */
@NullMarked
package io.trueload.examples;

import org.jspecify.annotations.NullMarked;
