// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.Rate;
import io.trueload.engine.RequestSpec;
import io.trueload.report.Explanation;
import io.trueload.report.ReportFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.PullPolicy;
import org.testcontainers.utility.DockerImageName;

/**
 * The {@code trueload} command in a container of its own, beside its target and on the same network.
 *
 * <pre>{@code
 * try (LoadTesterContainer tester = new LoadTesterContainer()) {
 *     LoadResult result = tester.withTarget(service, 8080).withRequests(2000).withConcurrency(20).run();
 *     assertThat(result).hasNoErrors();
 * }
 * }</pre>
 *
 * <p>{@link #run} does all: it starts the container, waits for its end, reads the result and removes the container. The
 * result is that of a run in this JVM, with every time of it. What a command line cannot say is refused: requests and
 * checks made in code. Bodies, a proxy with a password, and values of headers that are secret by their source or their
 * name go to files in the container; all else, the query of the URL included, stands on its command line, where whoever may
 * inspect containers can read it.
 *
 * <p>The image is {@value #DEFAULT_IMAGE}, which {@code docker build -t trueload .} makes, unless the environment variable
 * {@code TRUELOAD_IMAGE} names another; an image whose name has no slash is never pulled. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class LoadTesterContainer extends GenericContainer<LoadTesterContainer> {

    /** The name of the image unless another is given. */
    public static final String DEFAULT_IMAGE = "trueload";

    private LoadPlan.Builder plan = LoadPlan.builder();
    private @Nullable ContainerTarget target;
    private @Nullable String url;
    private String path = "";
    private boolean pathIsWhole;
    private @Nullable Duration deadline;
    private final List<ReportFile> reports = new ArrayList<>();
    private Phaser start = new Phaser(1);

    /** Makes a tester of the image that the environment names. */
    public LoadTesterContainer() {
        this(DockerImageName.parse(image()));
    }

    /** Makes a tester of an image. */
    public LoadTesterContainer(DockerImageName image) {
        super(image);
        // A name without a slash would be looked for where anybody may publish one like it.
        withImagePullPolicy(image.getUnversionedPart().contains("/") ? PullPolicy.defaultPolicy() : name -> false);
        withStartupCheckStrategy(new StartedOrEnded());
    }

    /** Sets the target: a running container, and its port inside. */
    public LoadTesterContainer withTarget(GenericContainer<?> container, int port) {
        return withTarget(new ContainerTarget(container, port, "http", "", "the target of the load tester"));
    }

    /** Sets the target. */
    public LoadTesterContainer withTarget(ContainerTarget container) {
        target = requireNonNull(container, "container");
        return this;
    }

    /** Sets the target by a URL as the tester's container sees it. */
    public LoadTesterContainer withTarget(String newUrl) {
        url = requireNonNull(newUrl, "url");
        target = null;
        return this;
    }

    /**
     * Sets the path of the request, with its query; it follows that of the target.
     *
     * @throws IllegalArgumentException if it does not begin with a slash
     */
    public LoadTesterContainer withPath(String newPath) {
        path = RequestSpec.get(newPath).path();
        pathIsWhole = false;
        return this;
    }

    /** Sets the number of requests in all; 200 unless given. */
    public LoadTesterContainer withRequests(long requests) {
        return change(builder -> builder.requests(requests));
    }

    /** Sets the number of connections; 50 unless given. */
    public LoadTesterContainer withConcurrency(int concurrency) {
        return change(builder -> builder.concurrency(concurrency));
    }

    /** Sets how long requests are started. */
    public LoadTesterContainer withDuration(Duration duration) {
        return change(builder -> builder.duration(duration));
    }

    /** Makes the workload open, at a constant rate. */
    public LoadTesterContainer withRate(Rate rate) {
        return change(builder -> builder.rate(rate));
    }

    /** Adds expectations such as {@code p99 < 250ms}, by which the result is judged. */
    public LoadTesterContainer withExpectations(String... expectations) {
        return change(builder -> builder.expect(expectations));
    }

    /** Sets the whole plan; its target counts only if no container is given. */
    public LoadTesterContainer withPlan(LoadPlan whole) {
        plan = whole.toBuilder();
        url = whole.target().toString();
        String query = whole.target().getRawQuery();
        path = whole.target().getRawPath() + (query == null ? "" : "?" + query);
        pathIsWhole = true;
        return this;
    }

    /** Sets after how long the tester is stopped; what it measured until then is returned. */
    public LoadTesterContainer withDeadline(Duration limit) {
        deadline = requireNonNull(limit, "deadline");
        return this;
    }

    /**
     * Adds a file of this machine that the result is written to; its ending, {@code .json} or {@code .hlog}, names the form.
     *
     * @throws IllegalArgumentException if it has another ending
     */
    public LoadTesterContainer withReport(Path file) {
        reports.add(ReportFile.of(file));
        return this;
    }

    /**
     * Returns several testers of the same image that share the plan, each of them in a container.
     *
     * @throws IllegalArgumentException if the plan cannot be split so often
     */
    public LoadTesterFleet fleet(int testers) {
        return new LoadTesterFleet(this, testers);
    }

    /**
     * Carries out the plan.
     *
     * <p>If the calling thread is interrupted, the tester is stopped, what was measured is returned, and the thread's
     * interrupt status stays set. A pull of the image is not cut short by that, and before the start it is an error.
     *
     * @throws IllegalArgumentException if there is no target, or the plan cannot be told by a command line
     * @throws LoadRunException if the tester could not begin or was ended by force: no engine, no image, no memory, a target
     *     that does not resolve, an interrupt before the start; or if a report could not be written, and then the message tells the result
     */
    public LoadResult run() {
        LoadPlan complete = completePlan();
        var end = new CompletableFuture<Void>();
        LoadResult result = Uninterrupted.call(() -> run(complete, end), () -> end.complete(null));
        return report(result);
    }

    private LoadResult run(LoadPlan complete, CompletableFuture<Void> end) {
        try (TargetWatch watch = watch()) {
            LoadResult result = prepare(complete, startOf(1, end)).run(end);
            return result.observing(watch.end());
        }
    }

    /** Writes a result to the files that were asked for, and returns it. */
    LoadResult report(LoadResult result) {
        for (ReportFile file : reports) {
            try {
                file.write(result);
            } catch (IOException e) {
                throw new LoadRunException(
                        "the report " + file.path() + " could not be written: " + e + "\n"
                                + Explanation.summary(result),
                        e);
            }
        }
        return result;
    }

    private void prepareReports() {
        for (ReportFile file : reports) {
            try {
                file.prepare();
            } catch (IOException e) {
                throw new LoadRunException("the report " + file.path() + " cannot be written: " + e, e);
            }
        }
    }

    /** Returns the plan with the path that was given, and the target of a container as this machine sees it. */
    LoadPlan completePlan() {
        if (target != null) {
            URI base = target.uri();
            String origin = base.getScheme() + "://" + base.getRawAuthority();
            return plan.target(origin + (pathIsWhole ? path : target.path() + path))
                    .build();
        }
        if (url == null) {
            throw new IllegalArgumentException("the load tester has no target: call withTarget(…)");
        }
        return plan.target(pathIsWhole || path.isEmpty() ? url : url.replaceAll("/$", "") + path)
                .build();
    }

    /** Returns what watches the target if that is a container. */
    TargetWatch watch() {
        prepareReports();
        checkEngine();
        return target == null ? TargetWatch.NONE : TargetWatch.begin(target.state());
    }

    /** Returns the common start of testers, for which each waits once it is made; after the end nobody starts. */
    static Phaser startOf(int testers, CompletableFuture<Void> end) {
        var start = new Phaser(testers);
        var unused = end.thenRun(start::forceTermination);
        return start;
    }

    @Override
    protected void containerIsCreated(String containerId) {
        if (start.arriveAndAwaitAdvance() < 0) {
            throw new LoadRunException("the load tester was ended before it started");
        }
    }

    /** Makes this container ready for a plan and a start with others. */
    TesterRun prepare(LoadPlan whole, Phaser others) {
        checkEngine();
        start = others;
        String own = getNetwork() == null ? null : getNetwork().getId();
        var network = TargetNetwork.of(whole.target(), target, own);
        var arguments = new PlanArguments(whole, network.origin());
        withCommand(arguments.words().toArray(String[]::new));
        if (own == null) {
            withNetworkMode(network.mode());
        }
        arguments.files().forEach((to, content) -> withCopyToContainer(content, to));
        return new TesterRun(this, at(network.origin(), whole), deadline);
    }

    /** Returns a plan as the tester carries it out: with the address of the target on its network. */
    private static LoadPlan at(String origin, LoadPlan whole) {
        String query = whole.target().getRawQuery();
        return whole.toBuilder()
                .target(origin + whole.target().getRawPath() + (query == null ? "" : "?" + query))
                .build();
    }

    /** Returns a tester with the same image, target, network, environment and modifiers, and a container of its own. */
    LoadTesterContainer sibling() {
        var other = new LoadTesterContainer(DockerImageName.parse(getDockerImageName()));
        other.target = target;
        other.deadline = deadline;
        other.setNetwork(getNetwork());
        other.setExtraHosts(new ArrayList<>(getExtraHosts()));
        other.getCreateContainerCmdModifiers().addAll(List.copyOf(getCreateContainerCmdModifiers()));
        other.setEnv(new ArrayList<>(getEnv()));
        return other;
    }

    private static void checkEngine() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new LoadRunException("no container engine answers: start Docker; where an annotated test chose the"
                    + " container, trueload.runner=in-jvm lets this JVM make the load");
        }
    }

    /** Returns the image that the environment names. */
    static String image() {
        String named = System.getenv("TRUELOAD_IMAGE");
        return named == null || named.isBlank() ? DEFAULT_IMAGE : named;
    }

    private LoadTesterContainer change(Consumer<LoadPlan.Builder> change) {
        change.accept(plan);
        return this;
    }
}
