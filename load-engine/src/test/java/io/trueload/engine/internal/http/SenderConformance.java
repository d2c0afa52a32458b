// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

/**
 * The behavior that every {@link HttpSender} must show, one theme per interface.
 *
 * <p>An integration test extends this class and makes its sender; there is nothing else to it.
 */
abstract class SenderConformance
        implements AnswerConformance,
                BodyConformance,
                ConnectionConformance,
                WireConformance,
                FaultConformance,
                LimitConformance,
                LeaveConformance,
                RefusalConformance,
                AbortConformance,
                CloseConformance {}
