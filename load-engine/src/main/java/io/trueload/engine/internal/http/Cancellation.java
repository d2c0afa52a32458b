// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;

/** Resets the stream that it depends on, now or as soon as there is one. Thread-safe. */
final class Cancellation implements CancellableDependency {

    private static final Cancellable CANCELLED = () -> false;

    private final AtomicReference<Cancellable> stream = new AtomicReference<>();

    @Override
    public void setDependency(Cancellable cancellable) {
        if (!stream.compareAndSet(null, cancellable)) {
            cancellable.cancel();
        }
    }

    @Override
    public boolean isCancelled() {
        return stream.get() == CANCELLED;
    }

    @Override
    public boolean cancel() {
        Cancellable cancellable = stream.getAndSet(CANCELLED);
        return cancellable != null && cancellable.cancel();
    }
}
