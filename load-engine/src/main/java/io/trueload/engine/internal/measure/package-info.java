// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** Records what was sent and answered, and how well the generator did. Knows nothing of HTTP. */
@NullMarked
package io.trueload.engine.internal.measure;

import org.jspecify.annotations.NullMarked;
