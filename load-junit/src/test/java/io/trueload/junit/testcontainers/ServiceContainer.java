// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** The {@link CountingService} on the runtime of the tester's image, which is at hand wherever these tests run. */
public final class ServiceContainer extends GenericContainer<ServiceContainer> {

    private static final String CLASS_FILE = CountingService.class.getName().replace('.', '/') + ".class";

    public ServiceContainer() {
        super(DockerImageName.parse(LoadTesterContainer.image()));
        withImagePullPolicy(name -> false);
        withExposedPorts(9090, 8080);
        withCopyFileToContainer(MountableFile.forClasspathResource(CLASS_FILE), "/service/" + CLASS_FILE);
        withCreateContainerCmdModifier(command -> command.withEntrypoint(
                "/jre/bin/java", "-XX:+UseSerialGC", "-Xmx64m", "-cp", "/service", CountingService.class.getName()));
        waitingFor(Wait.forHttp("/count").forPort(8080));
    }

    /** Returns how many requests the service has counted. */
    long count() {
        URI uri = URI.create("http://" + getHost() + ":" + getMappedPort(8080) + "/count");
        try {
            return Long.parseLong(HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
