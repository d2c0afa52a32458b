// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

/**
 * What a {@link TestServer} does with each request.
 *
 * <p>Called on the server's only thread, so it may keep state without locks and must not block: a delay belongs in the
 * {@link Reply}. Give each server its own instance.
 */
@FunctionalInterface
public interface Behavior {

    /** Decides the reply to a request; an exception thrown here becomes a 500 and closes the connection. */
    Reply reply(Received request);
}
