// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Attempts to connect that failed, by address. Thread-safe. */
final class FailedAddresses {

    private final Map<String, LongAdder> attempts = new ConcurrentSkipListMap<>();

    /** Counts an attempt that failed. */
    void count(InetSocketAddress address) {
        attempts.computeIfAbsent(address.getAddress().getHostAddress(), key -> new LongAdder())
                .increment();
    }

    /** Returns them with their attempts, such as {@code 127.0.0.2 (10 attempts)}; an empty text if there were none. */
    String describe() {
        return attempts.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue()
                        + (entry.getValue().sum() == 1 ? " attempt)" : " attempts)"))
                .collect(Collectors.joining(", "));
    }
}
