// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.PlanSyntax;
import io.trueload.report.JsonReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;

/** One run of a tester's container, from its start to its result. Confined to the thread that makes the run. */
final class TesterRun {

    /** For the start of the container, and for whatever the machine does besides. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    /** How long a tester that is told to stop may take for its report; it needs one second. */
    private static final int STOP_SECONDS = 15;

    private static final int REFUSED = 2;
    private static final int KILLED = 137;
    private static final int TAIL = 2_000;

    private final LoadTesterContainer container;
    private final LoadPlan plan;
    private final Duration deadline;

    TesterRun(LoadTesterContainer container, LoadPlan plan, @Nullable Duration deadline) {
        this.container = container;
        this.plan = plan;
        this.deadline = deadline == null ? plan.longest().plus(MARGIN) : deadline;
    }

    /** Carries out the run once all others have come so far. */
    LoadResult after(CyclicBarrier others) {
        try {
            others.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (BrokenBarrierException e) {
            throw new LoadRunException("another load tester of the fleet was interrupted", e);
        }
        return run();
    }

    LoadResult run() {
        try {
            start();
            int code = await();
            return result(code);
        } finally {
            container.stop();
        }
    }

    private void start() {
        try {
            container.start();
        } catch (ContainerFetchException | ContainerLaunchException e) {
            throw new LoadRunException(problem(e), e);
        }
    }

    private String problem(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotFoundException || cause instanceof ContainerFetchException) {
                return "there is no image " + container.getDockerImageName() + ": build it with 'docker build -t "
                        + container.getDockerImageName().replaceAll(":latest$", "")
                        + " .' in a checkout of Trueload, or name another in the environment variable TRUELOAD_IMAGE";
            }
        }
        return "the load tester's container did not start: " + e.getMessage();
    }

    /** Waits for the end of the container and returns its exit code; tells it to end at the deadline or at an interrupt. */
    private int await() {
        DockerClient client = container.getDockerClient();
        boolean interrupted = false;
        try {
            WaitContainerResultCallback end =
                    client.waitContainerCmd(container.getContainerId()).start();
            try {
                return end.awaitStatusCode(deadline.toMillis(), TimeUnit.MILLISECONDS);
            } catch (DockerClientException e) {
                // Not yet ended, or interrupted; docker-java tells both by the same exception.
                interrupted = Thread.interrupted();
                client.stopContainerCmd(container.getContainerId())
                        .withTimeout(STOP_SECONDS)
                        .exec();
                return client.waitContainerCmd(container.getContainerId())
                        .start()
                        .awaitStatusCode();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private LoadResult result(int code) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        readOutput(out, err);
        if (code == REFUSED) {
            throw new LoadRunException("the load tester refused the run: " + said(err));
        }
        if (code == KILLED) {
            throw new LoadRunException(killed());
        }
        try {
            LoadResult result = JsonReport.read(plan, new ByteArrayInputStream(out.toByteArray()));
            return result.describing(Map.of("runner", "container " + container.getDockerImageName()));
        } catch (IOException e) {
            throw new LoadRunException(
                    "the load tester ended with exit code " + code + " and without a result: " + e.getMessage() + "\n"
                            + said(err),
                    e);
        }
    }

    private String killed() {
        InspectContainerResponse info = container.getCurrentContainerInfo();
        Long limit = info.getHostConfig() == null ? null : info.getHostConfig().getMemory();
        String memory = limit == null || limit == 0 ? "" : ", which is " + (limit >> 20) + " MiB";
        return Boolean.TRUE.equals(info.getState().getOOMKilled())
                ? "the load tester ran out of memory (exit code 137): raise the memory limit of its container" + memory
                : "the load tester was killed (exit code 137): by somebody, or for lack of memory" + memory;
    }

    /** Reads the bytes as they were written; whoever reads them as lines may add to them. */
    private void readOutput(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        var frames = new ResultCallback.Adapter<Frame>() {
            @Override
            public void onNext(Frame frame) {
                (frame.getStreamType() == StreamType.STDERR ? err : out).writeBytes(frame.getPayload());
            }
        };
        boolean interrupted = Thread.interrupted();
        try {
            boolean complete = container
                    .getDockerClient()
                    .logContainerCmd(container.getContainerId())
                    .withStdOut(true)
                    .withStdErr(true)
                    .withFollowStream(true)
                    .exec(frames)
                    .awaitCompletion(MARGIN.toSeconds(), TimeUnit.SECONDS);
            if (!complete) {
                throw new LoadRunException(
                        "the output of the load tester could not be read within " + PlanSyntax.format(MARGIN));
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String said(ByteArrayOutputStream err) {
        String text = err.toString(UTF_8).strip();
        return text.length() > TAIL ? "…" + text.substring(text.length() - TAIL) : text;
    }
}
