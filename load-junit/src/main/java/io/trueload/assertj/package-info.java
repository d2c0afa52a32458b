// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** Assertions about the result of a load test, such as {@code assertThat(result).hasNoErrors()}; hard, soft and BDD. */
@NullMarked
package io.trueload.assertj;

import org.jspecify.annotations.NullMarked;
