// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;

/** How {@code docker run --rm} of the image ended, and what it wrote. */
record DockerRun(int code, String out, String err) {

    static DockerRun of(DockerClient docker, HostConfig host, String... arguments) {
        String id = start(docker, host, arguments);
        return ended(docker, id);
    }

    /** Stops the container once the service has been reached a number of times, as {@code docker stop} does. */
    static DockerRun stopped(DockerClient docker, HostConfig host, ServiceContainer service, String... arguments) {
        long before = service.count();
        String id = start(docker, host, arguments);
        service.awaitCount(before + 20);
        docker.stopContainerCmd(id).withTimeout(30).exec();
        return ended(docker, id);
    }

    private static String start(DockerClient docker, HostConfig host, String... arguments) {
        String id = docker.createContainerCmd(LoadTesterContainer.image())
                .withHostConfig(host)
                .withCmd(arguments)
                .exec()
                .getId();
        docker.startContainerCmd(id).exec();
        return id;
    }

    private static DockerRun ended(DockerClient docker, String id) {
        int code = docker.waitContainerCmd(id).start().awaitStatusCode();
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var frames = new ResultCallback.Adapter<Frame>() {
            @Override
            public void onNext(Frame frame) {
                (frame.getStreamType() == StreamType.STDERR ? err : out).writeBytes(frame.getPayload());
            }
        };
        try {
            docker.logContainerCmd(id)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withFollowStream(true)
                    .exec(frames)
                    .awaitCompletion();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        docker.removeContainerCmd(id).exec();
        return new DockerRun(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
