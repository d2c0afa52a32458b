// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

/** Numbers that no attribute of an annotation can mean, and that therefore say that it was not given. */
final class Unset {

    static final int INT = Integer.MIN_VALUE;
    static final long LONG = Long.MIN_VALUE;

    private Unset() {}
}
