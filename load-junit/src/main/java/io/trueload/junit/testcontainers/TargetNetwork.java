// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import com.github.dockerjava.api.model.ContainerNetwork;
import io.trueload.engine.LoadRunException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * How a tester's container reaches a target.
 *
 * @param mode the network that the tester's container joins
 * @param origin scheme, host and port of the target there
 */
record TargetNetwork(String mode, String origin) {

    private static final String DEFAULT_BRIDGE = "bridge";
    private static final String HOST = "host";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Returns the way to a container on its own network, never through a mapped port; or else to a URL.
     *
     * @param ownNetwork what the tester was put on, which is then the way; null to choose one
     */
    static TargetNetwork of(URI url, @Nullable ContainerTarget container, @Nullable String ownNetwork) {
        return container == null ? of(url, ownNetwork) : of(container, ownNetwork);
    }

    private static TargetNetwork of(ContainerTarget container, @Nullable String ownNetwork) {
        Map<String, ContainerNetwork> networks =
                container.state().getCurrentContainerInfo().getNetworkSettings().getNetworks();
        for (Map.Entry<String, ContainerNetwork> network : networks.entrySet()) {
            String name = network.getKey();
            if (ownNetwork != null && !ownNetwork.equals(network.getValue().getNetworkID())) {
                continue;
            }
            // Names are known only on networks that somebody made; on the bridge that is always there, only addresses
            // are.
            List<String> aliases = network.getValue().getAliases();
            String host = name.equals(DEFAULT_BRIDGE) || aliases == null || aliases.isEmpty()
                    ? network.getValue().getIpAddress()
                    : aliases.get(0);
            if (host != null && !host.isEmpty()) {
                return new TargetNetwork(name, container.scheme() + "://" + host + ":" + container.insidePort());
            }
        }
        throw new LoadRunException(container.source()
                + (ownNetwork == null
                        ? " is on no network that a load tester could join: give it one with"
                                + " withNetwork(Network.newNetwork())"
                        : " is not on the network of the load tester: give both the same one, or the tester none"));
    }

    private static TargetNetwork of(URI url, @Nullable String ownNetwork) {
        String origin = url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        if (ownNetwork != null || !LOOPBACK.contains(url.getHost().toLowerCase(Locale.ROOT))) {
            return new TargetNetwork(DEFAULT_BRIDGE, origin);
        }
        boolean sharesTheMachine = System.getProperty("os.name").startsWith("Linux")
                && LOOPBACK.contains(DockerClientFactory.instance().dockerHostIpAddress());
        if (!sharesTheMachine) {
            throw new LoadRunException("a load tester in a container cannot reach " + origin
                    + " of this machine without a tunnel, through which nothing can be measured: put the target into a"
                    + " container too, or let this JVM make the load with trueload.runner=in-jvm");
        }
        return new TargetNetwork(HOST, origin);
    }
}
