// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The requests of a run, by number.
 *
 * <p>Called on the threads that send, once for each request, so an implementation must be thread-safe, quick, and must
 * not block. An exception that it throws ends the run, which has no result then.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RequestSource {

    /**
     * Returns the request to send.
     *
     * @param index 0 for the first request of the run, warm-up included; each number is asked for once
     */
    RequestSpec request(long index);

    /** Returns a source that repeats one request. */
    static RequestSource always(RequestSpec request) {
        return new Repeated(request);
    }

    /** Returns a source that goes through some requests in order, again and again. */
    static RequestSource cycle(List<RequestSpec> requests) {
        List<RequestSpec> copy = List.copyOf(requests);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("requests must not be empty");
        }
        return index -> copy.get((int) (index % copy.size()));
    }

    /** The same request each time. */
    record Repeated(RequestSpec request) implements RequestSource {

        /** Refuses null. */
        public Repeated {
            requireNonNull(request, "request");
        }

        @Override
        public RequestSpec request(long index) {
            return request;
        }
    }
}
