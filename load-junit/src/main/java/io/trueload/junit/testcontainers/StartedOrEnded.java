// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.utility.DockerStatus;

/** Takes a container for started once it runs or has run, however it ended: a short run is over before anybody looks. */
final class StartedOrEnded extends StartupCheckStrategy {

    @Override
    public StartupStatus checkStartupState(DockerClient client, String containerId) {
        ContainerState state = getCurrentState(client, containerId);
        return Boolean.TRUE.equals(state.getRunning()) || DockerStatus.isContainerStopped(state)
                ? StartupStatus.SUCCESSFUL
                : StartupStatus.NOT_YET_KNOWN;
    }
}
