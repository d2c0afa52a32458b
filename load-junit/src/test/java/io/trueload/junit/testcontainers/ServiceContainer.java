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

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int MOST_LOOKS = 100_000;

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
            return Long.parseLong(CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Interrupts the thread that calls this once the service has counted so many more requests. */
    void interruptAfter(long requests) {
        Thread caller = Thread.currentThread();
        long before = count();
        new Thread(() -> {
                    awaitCount(before + requests);
                    caller.interrupt();
                })
                .start();
    }

    /** Waits until the service has counted so many requests. */
    void awaitCount(long requests) {
        for (int looks = 0; count() < requests; looks++) {
            if (looks > MOST_LOOKS) {
                throw new AssertionError("the service has not been asked " + requests + " times");
            }
        }
    }
}
