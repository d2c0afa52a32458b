// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** The place of the JUnit extension, which is not there yet: this module has no API. */
@NullMarked
package io.trueload.junit;

import org.jspecify.annotations.NullMarked;
