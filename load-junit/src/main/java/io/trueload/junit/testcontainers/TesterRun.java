// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import com.github.dockerjava.api.model.WaitResponse;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;

/** One run of a tester's container, from its start to its result. Made by one thread, which nobody may interrupt. */
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
    private boolean stopped;

    TesterRun(LoadTesterContainer container, LoadPlan plan, @Nullable Duration deadline) {
        this.container = container;
        this.plan = plan;
        this.deadline = deadline == null ? plan.longest().plus(MARGIN) : deadline;
    }

    /** Carries out the run, and ends it early once {@code end} is complete. */
    LoadResult run(CompletableFuture<Void> end) {
        try {
            start();
            return result(await(end));
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
        String image = container.getDockerImageName();
        if (hasImage(image)) {
            return "the load tester's container did not start: " + rootCause(e).getMessage();
        }
        return image.contains("/")
                ? "the image " + image + " could not be pulled: " + rootCause(e).getMessage()
                : "there is no image " + image + ": build it with 'docker build -t " + image.replaceAll(":latest$", "")
                        + " .' in a checkout of Trueload, or name another in the environment variable TRUELOAD_IMAGE"
                        + (System.getenv("TRUELOAD_IMAGE") == null ? "" : ", which names this one");
    }

    private static boolean hasImage(String image) {
        try {
            DockerClientFactory.instance().client().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private static Throwable rootCause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Waits for the end of the container and returns its exit code; tells it to end at the deadline or when that is asked. */
    private int await(CompletableFuture<Void> end) {
        DockerClient client = container.getDockerClient();
        var exitCode = new CompletableFuture<Integer>();
        client.waitContainerCmd(container.getContainerId()).exec(new ResultCallback.Adapter<WaitResponse>() {
            @Override
            public void onNext(WaitResponse response) {
                exitCode.complete(response.getStatusCode());
            }

            @Override
            public void onError(Throwable cause) {
                exitCode.completeExceptionally(cause);
                super.onError(cause);
            }

            @Override
            public void onComplete() {
                // Without effect where the code has come.
                exitCode.completeExceptionally(
                        new IOException("the container engine ended the wait for the load tester"));
                super.onComplete();
            }
        });
        CompletableFuture.anyOf(exitCode, end)
                .completeOnTimeout(null, deadline.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(thrown -> null)
                .join();
        if (!exitCode.isDone()) {
            stop(client);
        }
        try {
            return exitCode.orTimeout(STOP_SECONDS + MARGIN.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new LoadRunException("it is not known how the load tester ended: " + rootCause(e), e);
        }
    }

    private void stop(DockerClient client) {
        stopped = true;
        try {
            client.stopContainerCmd(container.getContainerId())
                    .withTimeout(STOP_SECONDS)
                    .exec();
        } catch (NotModifiedException e) {
            // It ended by itself just now.
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
                    "the load tester " + (stopped ? "was stopped and " : "") + "ended with exit code " + code
                            + " and without a result: "
                            + (isOutOfHeap(out) || isOutOfHeap(err)
                                    ? "its heap was full; raise the memory limit of its container"
                                    : e.getMessage() + "\n" + said(err)),
                    e);
        }
    }

    private static boolean isOutOfHeap(ByteArrayOutputStream output) {
        return output.toString(UTF_8).contains("java.lang.OutOfMemoryError");
    }

    private String killed() {
        if (stopped) {
            return "the load tester did not end within " + STOP_SECONDS + " s after it was stopped, and was killed";
        }
        InspectContainerResponse info = container.getCurrentContainerInfo();
        Long limit = info.getHostConfig() == null ? null : info.getHostConfig().getMemory();
        String memory = limit == null || limit == 0 ? "" : ", which is " + (limit >> 20) + " MiB";
        return Boolean.TRUE.equals(info.getState().getOOMKilled())
                ? "the load tester ran out of memory (exit code 137): raise the memory limit of its container" + memory
                : "the load tester was killed (exit code 137): by somebody, or for lack of memory" + memory;
    }

    /** Reads the bytes as they were written; whoever reads them as lines may add to them. */
    private void readOutput(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        try {
            if (!logs(out, err).awaitCompletion(MARGIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new LoadRunException(
                        "the output of the load tester could not be read within " + PlanSyntax.format(MARGIN));
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts this thread", e);
        }
    }

    private ResultCallback.Adapter<Frame> logs(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return container
                .getDockerClient()
                .logContainerCmd(container.getContainerId())
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .exec(new ResultCallback.Adapter<>() {
                    @Override
                    public void onNext(Frame frame) {
                        (frame.getStreamType() == StreamType.STDERR ? err : out).writeBytes(frame.getPayload());
                    }
                });
    }

    private static String said(ByteArrayOutputStream err) {
        String text = err.toString(UTF_8).strip();
        return text.length() > TAIL ? "…" + text.substring(text.length() - TAIL) : text;
    }
}
