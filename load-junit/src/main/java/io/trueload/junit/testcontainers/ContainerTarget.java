// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import static java.util.Objects.requireNonNull;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import java.net.URI;
import java.util.List;
import org.testcontainers.containers.ContainerState;

/**
 * A container as a target: one of its exposed ports, where this machine reaches it.
 *
 * @param container a {@link ContainerState}; the type does not say so, because whoever asks may lack Testcontainers
 * @param port inside the container; 0 for the first that it exposes
 * @param scheme {@code http} or {@code https}
 * @param path follows host and port; empty or beginning with a slash
 * @param source what the container is in the test, for messages
 * @since 0.1.0
 */
public record ContainerTarget(Object container, int port, String scheme, String path, String source) {

    /** Checks what can be checked before the container runs. */
    public ContainerTarget {
        requireNonNull(container, "container");
        requireNonNull(source, "source");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException(source + ": scheme must be http or https: " + scheme);
        }
        if (!path.isEmpty() && !path.startsWith("/")) {
            throw new IllegalArgumentException(source + ": path must begin with a slash: " + path);
        }
    }

    /** Makes a target of the first exposed port, over plain HTTP. */
    public static ContainerTarget of(Object container, String source) {
        return new ContainerTarget(container, 0, "http", "", source);
    }

    /**
     * Returns the base URI at which this machine reaches the container.
     *
     * @throws IllegalArgumentException if the container is not running or does not expose the port
     */
    public URI uri() {
        ContainerState state = state();
        if (!state.isRunning()) {
            throw new IllegalArgumentException(
                    source + " is not running when the load is about to begin: " + whyNot(state));
        }
        return URI.create(scheme + "://" + state.getHost() + ":" + state.getMappedPort(insidePort()) + path);
    }

    private static String whyNot(ContainerState state) {
        InspectContainerResponse info = state.getContainerInfo();
        if (info == null) {
            return "start it, or annotate it with @Container";
        }
        String image = "the container of " + info.getConfig().getImage();
        try {
            return image + " ended with exit code "
                    + state.getCurrentContainerInfo().getState().getExitCodeLong() + "; look into its log";
        } catch (DockerException e) {
            return image + " was stopped and removed";
        }
    }

    /** Returns the port inside the container. */
    int insidePort() {
        List<Integer> ports = state().getExposedPorts();
        if (ports.isEmpty()) {
            throw new IllegalArgumentException(source + " exposes no port: call withExposedPorts(…) on it");
        }
        if (port == 0) {
            return ports.get(0);
        }
        if (!ports.contains(port)) {
            throw new IllegalArgumentException(
                    source + " does not expose port " + port + ", only " + ports + ": call withExposedPorts(…) on it");
        }
        return port;
    }

    /** Returns the container as Testcontainers sees it. */
    ContainerState state() {
        return (ContainerState) container;
    }
}
