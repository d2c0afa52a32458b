// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.Arrivals;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * A test that puts load on a service and judges how the service bore it.
 *
 * <pre>{@code
 * class CatalogueLoadIT {
 *     @LoadTarget static URI service = URI.create("http://localhost:8080");
 *
 *     @LoadTest(requests = 2000, concurrency = 20, path = "/items")
 *     @Expect("p99 < 250ms")
 *     @Expect("error rate = 0%")
 *     void itemsAreQuick(LoadResult result) {}
 * }
 * }</pre>
 *
 * <p><b>When it runs.</b> After every {@code @BeforeEach} method and before the method itself, which may take the {@link
 * io.trueload.engine.LoadResult} of the finished run and assert more. A method that takes a {@link LoadRunner} and no
 * {@code LoadResult} makes its runs itself. Load tests run alone: no other test of the same JVM runs at the same time, and
 * other JVMs of the same user, with the same directory for temporary files, wait with theirs. They have the tag {@code
 * load}.
 *
 * <p><b>What it costs.</b> A run that misses an expectation is repeated as often as {@link #confirm} says, and the test fails
 * only if a repeat misses too.
 *
 * <p><b>How it ends.</b> A confirmed miss is an {@code AssertionFailedError}. A run that says nothing about the service,
 * since the load was not delivered, the generator was not healthy or the samples were too few, aborts the test; {@code
 * trueload.invalid=fail} makes that a failure. A mistake in the annotation is reported before anything starts, together
 * with all others.
 *
 * <p><b>Where attributes come from.</b> What this annotation does not give, {@link LoadDefaults} of the class or of an
 * enclosing class may. Expectations, headers and checks add up; of the rest the nearest counts. The annotation may be a
 * meta-annotation of a preset; the attributes of a preset cannot be overridden where it is used.
 *
 * <p><b>Limits.</b> {@code @Timeout} covers the method but not the run, which has a deadline of its own; a time-out shorter
 * than the plan is refused. An attribute that is given its default value counts as not given.
 *
 * @since 0.1.0
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(LoadTestExtension.class)
@Tag("load")
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock(value = Resources.GLOBAL, mode = ResourceAccessMode.READ_WRITE)
public @interface LoadTest {

    /** Returns the number of requests; 1 or more. 200 unless given, or unless a duration or stages end the run. */
    long requests() default Unset.LONG;

    /** Returns the number of connections, with a rate those to start with; 1 or more. 50 unless given. */
    int concurrency() default Unset.INT;

    /** Returns how long requests are started, such as {@code 30s} or {@code 1m30s}. */
    String duration() default "";

    /** Returns the rate at which requests start whatever the answers do, such as {@code 200/s}; makes the workload open. */
    String rate() default "";

    /** Returns how the starts of an open workload are spread. */
    Arrivals arrivals() default Arrivals.EVENLY_SPACED;

    /** Returns the stages of an open workload, such as {@code ramp 10/s to 500/s 30s} and {@code hold 500/s 1m}. */
    String[] stages() default {};

    /** Returns how long requests are sent before recording begins, such as {@code 5s}; none unless given. */
    String warmUp() default "";

    /** Returns how long after its intended start a request is given up; 20 s unless given. */
    String timeout() default "";

    /** Returns how long opening a connection may take; 5 s or the timeout, whichever is shorter, unless given. */
    String connectTimeout() default "";

    /** Returns the method of the request; {@code GET} unless given. */
    String method() default "";

    /** Returns the URL that the load goes to, if it is known when the test is written; see {@link LoadTarget}. */
    String url() default "";

    /** Returns the path of the request with its query, percent-encoded; it follows the path of the target. */
    String path() default "";

    /**
     * Returns the headers of the request, each written as {@code Name: value}. A value that is secret stays out of the source
     * and of all reports: {@code Authorization: Bearer env:TOKEN} or {@code X-Api-Key: file:/run/secrets/key}; see {@link
     * io.trueload.engine.SecretText}.
     */
    String[] headers() default {};

    /** Returns the body of the request, sent in UTF-8; or {@code env:NAME} or {@code file:PATH}, like a header's value. */
    String body() default "";

    /** Returns whether HTTP/2 is spoken: by ALPN on https, by prior knowledge on http. */
    boolean http2() default false;

    /** Returns how many requests may be in flight on one connection; more than 1 only with HTTP/2. 1 unless given. */
    int streams() default Unset.INT;

    /** Returns the status codes that count as success, such as {@code 2xx,404}; every 2xx unless given. */
    String ok() default "";

    /** Returns the expectations, such as {@code p99 < 250ms}; {@link Expect} says the same. */
    String[] expect() default {};

    /** Returns the name of the {@link LoadRequests} method that makes the requests, instead of the one described here. */
    String source() default "";

    /** Returns the names of the {@link LoadCheck} methods whose checks every answer must pass. */
    String[] check() default {};

    /** Returns how often a run that missed an expectation is repeated before it fails the test; 2 unless given. */
    int confirm() default Unset.INT;

    /** Returns how often the test is run, each time judged for itself; 1 unless given. */
    int repetitions() default Unset.INT;

    /** Returns what makes the load; the configuration parameter {@code trueload.runner}, if given, goes before it. */
    Runner runner() default Runner.IN_JVM;

    /** Returns the seed of everything random in the plan. */
    long seed() default Unset.LONG;
}
