// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

/**
 * What makes the load of a test.
 *
 * @since 0.1.0
 */
public enum Runner {
    /** The engine in the JVM of the test. */
    IN_JVM,
    /**
     * The {@code trueload} command in a container of its own, on the network of the target if that is a container: neither
     * the garbage of the test's JVM nor a mapped port is then measured. It needs Testcontainers and the image, which {@link
     * io.trueload.junit.testcontainers.LoadTesterContainer} tells more about; without a container engine the test is
     * skipped, or with {@code TRUELOAD_REQUIRE_DOCKER=true} in the environment an error.
     */
    CONTAINER
}
