// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import org.apache.hc.core5.http2.HttpVersionPolicy;

/**
 * How a fresh connection begins to talk.
 *
 * @param policy which version of HTTP it speaks at first; TLS may negotiate something else
 * @param peer who is told what the other side says if that is HTTP/2
 */
record Dialing(HttpVersionPolicy policy, Http2Peer peer) {}
