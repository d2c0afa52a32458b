// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

/** The image itself, as somebody who types {@code docker run} has it. */
@RequiresDocker
class ImageContainerIT {

    private static final long MOST_BYTES = 85_000_000;

    private static final Network NETWORK = Network.newNetwork();
    private static final ServiceContainer SERVICE =
            new ServiceContainer().withNetwork(NETWORK).withNetworkAliases("service");
    private static final DockerClient DOCKER = DockerClientFactory.instance().client();

    @BeforeAll
    static void startService() {
        SERVICE.start();
    }

    @AfterAll
    static void stopService() {
        SERVICE.stop();
        NETWORK.close();
    }

    @Test
    void image_isSmall_hasNoRoot_andSaysWhatItIs() {
        InspectImageResponse image =
                DOCKER.inspectImageCmd(LoadTesterContainer.image()).exec();

        assertThat(image.getSize()).isLessThanOrEqualTo(MOST_BYTES);
        assertThat(image.getConfig()).isNotNull();
        assertThat(image.getConfig().getUser()).isEqualTo("65532:65532");
        assertThat(image.getConfig().getLabels())
                .containsKeys(
                        "org.opencontainers.image.title",
                        "org.opencontainers.image.description",
                        "org.opencontainers.image.version",
                        "org.opencontainers.image.licenses",
                        "io.trueload.sbom");
    }

    @Test
    void versionOfTheLabel_isThatOfTheCommand() {
        InspectImageResponse image =
                DOCKER.inspectImageCmd(LoadTesterContainer.image()).exec();

        assertThat(image.getConfig()).isNotNull();
        assertThat(run(host -> host, "--version").out())
                .startsWith("trueload " + image.getConfig().getLabels().get("org.opencontainers.image.version") + "\n");
    }

    @ParameterizedTest
    @CsvSource({"/bin/sh", "/bin/bash", "/bin/busybox", "/usr/bin/apt-get"})
    void image_hasNoShell_andNoPackageManager(String program) {
        String id = DOCKER.createContainerCmd(LoadTesterContainer.image())
                .withEntrypoint(program)
                .exec()
                .getId();
        try {
            assertThatThrownBy(() -> DOCKER.startContainerCmd(id).exec())
                    .isInstanceOf(DockerException.class)
                    .hasMessageContaining("no such file or directory");
        } finally {
            DOCKER.removeContainerCmd(id).exec();
        }
    }

    @Test
    void confinedContainer_sendsWhatTheServiceCounts() {
        long before = SERVICE.count();

        DockerRun run = run(
                host -> host.withReadonlyRootfs(true)
                        .withCapDrop(Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges")),
                "-n",
                "200",
                "-c",
                "50",
                "http://service:8080/items");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("[200]\t200 responses");
        assertThat(SERVICE.count() - before).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | -n 20 -c 2 http://service:8080/items",
                "1 | -n 20 -c 2 http://service:8080/missing",
                "2 | -n 20 -c 50 http://service:8080/items",
                "2 | -n 20 -c 2 http://no-such-host.invalid/",
                "3 | --rate 20000/s -z 1s -c 1 --max-connections 1 --max-in-flight 5 http://service:8080/slow",
                "4 | -z 1s -c 1 --expect p99.99<10s http://service:8080/slow",
            })
    void exitCode_saysHowItWent(int code, String arguments) {
        assertThat(run(host -> host, arguments.split(" ")).code()).isEqualTo(code);
    }

    @Test
    void stop_ends_withAFullReport() {
        DockerRun run = DockerRun.stopped(
                DOCKER,
                new HostConfig().withNetworkMode(NETWORK.getId()),
                SERVICE,
                "-z",
                "5m",
                "-c",
                "2",
                "http://service:8080/items");

        assertThat(run.code()).isEqualTo(143);
        assertThat(run.out()).contains("Summary:", "Latency distribution:", "Status code distribution:");
    }

    @Test
    void limits_areInTheReport() {
        DockerRun run = run(
                host -> host.withCpuPeriod(100_000L).withCpuQuota(50_000L).withMemory(128L << 20),
                "-n",
                "50",
                "-c",
                "5",
                "-o",
                "json",
                "http://service:8080/items");

        assertThat(run.out()).contains("\"cpuLimit\": \"0.5\"", "\"processors\": \"1\"", "\"memoryLimitMiB\": \"128\"");
    }

    @Test
    void loopback_isSaidToBeTheContainersOwn() {
        DockerRun run = run(host -> host, "-n", "5", "-c", "1", "http://localhost:8080/");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "trueload: note: in a container, localhost is the container itself: name the service's own container"
                                + " on a network of both, or use --network host");
    }

    @Test
    void throttling_isNamedAsAReason() {
        DockerRun run = run(
                host -> host.withCpuPeriod(100_000L).withCpuQuota(20_000L),
                "-n",
                "2000",
                "-c",
                "50",
                "http://service:8080/items");

        assertThat(run.out()).contains("Generator: NOT HEALTHY: ", "stopped by its CPU limit for ");
    }

    private static DockerRun run(UnaryOperator<HostConfig> confined, String... arguments) {
        return DockerRun.of(DOCKER, confined.apply(new HostConfig().withNetworkMode(NETWORK.getId())), arguments);
    }
}
