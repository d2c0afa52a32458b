// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.jspecify.annotations.Nullable;

/** Resets the stream that it depends on, now or as soon as there is one. Thread-safe. */
final class Cancellation implements CancellableDependency {

    private volatile @Nullable Cancellable stream;
    private volatile boolean cancelled;

    @Override
    public void setDependency(Cancellable cancellable) {
        stream = cancellable;
        // Written first, then looked at, as in cancel() the other way round: one of the two sees the other.
        if (cancelled) {
            cancellable.cancel();
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public boolean cancel() {
        cancelled = true;
        Cancellable cancellable = stream;
        return cancellable != null && cancellable.cancel();
    }
}
