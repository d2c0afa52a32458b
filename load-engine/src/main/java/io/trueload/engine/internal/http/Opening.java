// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

/** A wait for a connection that no request has asked for. Used by one thread at a time. */
final class Opening implements Connection.Waiting {

    private final Connection connection;
    private final Runnable whenDone;

    private Opening(Connection connection, Runnable whenDone) {
        this.connection = connection;
        this.whenDone = whenDone;
    }

    /** Opens a connection if it is not open, and says when that is done, well or not. */
    static Opening begin(Connection connection, Runnable whenDone) {
        Opening opening = new Opening(connection, whenDone);
        connection.open(opening);
        return opening;
    }

    /** Waits no longer, if this is not over already. */
    void giveUp() {
        connection.forget(this);
    }

    @Override
    public void opening(long nanos) {}

    @Override
    public void opened(Connection opened, OpenSession session, boolean wasOpen) {
        whenDone.run();
    }

    @Override
    public void notOpened(Exception cause) {
        whenDone.run();
    }
}
