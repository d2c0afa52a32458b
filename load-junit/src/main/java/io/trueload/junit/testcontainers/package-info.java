// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** Targets that run in containers; the only package that needs Testcontainers. */
@NullMarked
package io.trueload.junit.testcontainers;

import org.jspecify.annotations.NullMarked;
