// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** Sends requests with Apache HttpComponents, behind one seam. Records nothing and schedules nothing. */
@NullMarked
package io.trueload.engine.internal.http;

import org.jspecify.annotations.NullMarked;
