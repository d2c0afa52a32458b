// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import java.net.URI;
import java.util.List;
import org.testcontainers.containers.ContainerState;

/**
 * A container as a target: its first exposed port, where this machine reaches it.
 *
 * @since 0.1.0
 */
public final class ContainerTarget {

    private ContainerTarget() {}

    /**
     * Returns the base URI of a running container.
     *
     * @param container a {@link ContainerState}; the type does not say so, because whoever calls may lack Testcontainers
     * @param source what the container is in the test, for messages
     * @throws IllegalArgumentException if the container is not running or exposes no port
     */
    public static URI uri(Object container, String source) {
        var state = (ContainerState) container;
        if (!state.isRunning()) {
            throw new IllegalArgumentException(source
                    + " is not running when the load is about to begin: start it, or annotate it with @Container");
        }
        List<Integer> ports = state.getExposedPorts();
        if (ports.isEmpty()) {
            throw new IllegalArgumentException(source + " exposes no port: call withExposedPorts(…) on it");
        }
        return URI.create("http://" + state.getHost() + ":" + state.getMappedPort(ports.get(0)));
    }
}
