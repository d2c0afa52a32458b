// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.RunListener;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it hears. For runs on one thread. */
final class RecordingListener implements RunListener {

    private final List<RequestResult> requests = new ArrayList<>();
    private final List<Progress> progress = new ArrayList<>();

    @Override
    public boolean hearsRequests() {
        return true;
    }

    @Override
    public void ended(RequestResult request) {
        requests.add(request);
    }

    @Override
    public void progressed(Progress now) {
        progress.add(now);
    }

    List<RequestResult> requests() {
        return requests;
    }

    List<Progress> progress() {
        return progress;
    }
}
