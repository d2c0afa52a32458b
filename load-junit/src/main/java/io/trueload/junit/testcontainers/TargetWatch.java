// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.CpuStatsConfig;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.api.model.StatsConfig;
import com.github.dockerjava.api.model.ThrottlingDataConfig;
import io.trueload.engine.TargetHealth;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/** Watches a target's container during a run, through the statistics that its engine gives once a second. Thread-safe. */
final class TargetWatch implements AutoCloseable {

    /** Watches nothing. */
    static final TargetWatch NONE = new TargetWatch(null);

    /** The engine's period is one second; a busy one is late. */
    private static final long PATIENCE_MILLIS = 3_000;

    private final @Nullable ContainerState container;
    private final Samples samples = new Samples();
    private final int restartsBefore;

    private TargetWatch(@Nullable ContainerState container) {
        this.container = container;
        if (container == null) {
            restartsBefore = 0;
        } else {
            restartsBefore = restarts(container.getCurrentContainerInfo());
            container.getDockerClient().statsCmd(container.getContainerId()).exec(samples);
            samples.awaitOneMore();
        }
    }

    /** Begins to watch a container; returns after its first statistics, with which the later ones are compared. */
    static TargetWatch begin(Object container) {
        var state = (ContainerState) container;
        // Nothing has started it that could be asked.
        return state.getContainerInfo() == null ? NONE : new TargetWatch(state);
    }

    /** Returns what happened to the container since the watch began. */
    TargetHealth end() {
        if (container == null) {
            return TargetHealth.UNKNOWN;
        }
        samples.awaitOneMore();
        InspectContainerResponse info = info(container);
        return info == null
                ? samples.health(-1, 0, "removed")
                : samples.health(memoryLimit(info), restarts(info) - restartsBefore, ending(info));
    }

    @Override
    public void close() {
        try {
            samples.close();
        } catch (IOException e) {
            // Nothing depends on a stream that nobody reads any more.
        }
    }

    private static @Nullable InspectContainerResponse info(ContainerState container) {
        try {
            return container.getCurrentContainerInfo();
        } catch (DockerException e) {
            return null;
        }
    }

    /** Returns the limit that was set; statistics name the memory of the machine where none was. */
    private static long memoryLimit(InspectContainerResponse info) {
        Long limit = info.getHostConfig() == null ? null : info.getHostConfig().getMemory();
        return limit == null || limit == 0 ? -1 : limit;
    }

    private static int restarts(InspectContainerResponse info) {
        return info.getRestartCount() == null ? 0 : info.getRestartCount();
    }

    private static String ending(InspectContainerResponse info) {
        if (Boolean.TRUE.equals(info.getState().getRunning())) {
            return "";
        }
        return "exit code " + info.getState().getExitCodeLong()
                + (Boolean.TRUE.equals(info.getState().getOOMKilled()) ? ", out of memory" : "");
    }

    /** The statistics that came so far. */
    private static final class Samples extends ResultCallback.Adapter<Statistics> implements Closeable {

        private @Nullable Throttling first;
        private Throttling last = Throttling.NONE;
        private long peakMemory = -1;
        private long count;
        private boolean ended;

        @Override
        public synchronized void onNext(Statistics statistics) {
            count++;
            notifyAll();
            Throttling now = Throttling.of(statistics.getCpuStats());
            first = first == null ? now : first;
            // A container that has ended has none.
            last = now.periods() == 0 ? last : now;
            MemoryStatsConfig memory = statistics.getMemoryStats();
            if (memory != null && memory.getUsage() != null) {
                peakMemory = Math.max(peakMemory, memory.getUsage() - reclaimable(memory.getStats()));
            }
        }

        /** Returns the files in memory that are given back when somebody needs the room, as docker stats leaves them out. */
        private static long reclaimable(@Nullable StatsConfig stats) {
            if (stats == null) {
                return 0;
            }
            Long first = stats.getTotalInactiveFile();
            Long second = stats.getInactiveFile();
            return first != null ? first : second != null ? second : 0;
        }

        @Override
        public void onComplete() {
            end();
            super.onComplete();
        }

        @Override
        public void onError(Throwable cause) {
            end();
            super.onError(cause);
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized void awaitOneMore() {
            long wanted = count + 1;
            long left = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            try {
                while (count < wanted && !ended && left > 0) {
                    wait(100);
                    left -= TimeUnit.MILLISECONDS.toNanos(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        synchronized TargetHealth health(long memoryLimit, int restarts, String ending) {
            Throttling during = last.since(first == null ? Throttling.NONE : first);
            return new TargetHealth(
                    during.periods(),
                    during.throttled(),
                    Duration.ofNanos(during.nanos()),
                    peakMemory,
                    memoryLimit,
                    restarts,
                    ending);
        }
    }

    /** How often and for how long a CPU limit has stopped a container since it was made. */
    private record Throttling(long periods, long throttled, long nanos) {

        private static final Throttling NONE = new Throttling(0, 0, 0);

        static Throttling of(@Nullable CpuStatsConfig cpu) {
            ThrottlingDataConfig data = cpu == null ? null : cpu.getThrottlingData();
            return data == null
                    ? NONE
                    : new Throttling(
                            orZero(data.getPeriods()),
                            orZero(data.getThrottledPeriods()),
                            orZero(data.getThrottledTime()));
        }

        Throttling since(Throttling before) {
            return new Throttling(
                    Math.max(0, periods - before.periods),
                    Math.max(0, throttled - before.throttled),
                    Math.max(0, nanos - before.nanos));
        }

        private static long orZero(@Nullable Long number) {
            return number == null ? 0 : number;
        }
    }
}
