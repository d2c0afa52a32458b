// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.RunListener;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A listener that keeps what it hears of each request. Thread-safe. */
final class RequestResults implements RunListener {

    private final Queue<RequestResult> results = new ConcurrentLinkedQueue<>();

    @Override
    public boolean hearsRequests() {
        return true;
    }

    @Override
    public void ended(RequestResult request) {
        results.add(request);
    }

    List<RequestResult> all() {
        return List.copyOf(results);
    }
}
