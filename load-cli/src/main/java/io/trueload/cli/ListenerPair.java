// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.RunListener;

/** Two listeners as one; each request goes to those that want to hear of it. As thread-safe as they are. */
record ListenerPair(RunListener first, RunListener second) implements RunListener {

    @Override
    public void progressed(Progress progress) {
        first.progressed(progress);
        second.progressed(progress);
    }

    @Override
    public boolean hearsRequests() {
        return first.hearsRequests() || second.hearsRequests();
    }

    @Override
    public void ended(RequestResult request) {
        if (first.hearsRequests()) {
            first.ended(request);
        }
        if (second.hearsRequests()) {
            second.ended(request);
        }
    }
}
