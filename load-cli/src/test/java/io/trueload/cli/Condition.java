// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what another process or thread does. */
final class Condition {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Condition() {}

    static void await(String description, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("not so after " + PATIENCE.toSeconds() + "s: " + description);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
