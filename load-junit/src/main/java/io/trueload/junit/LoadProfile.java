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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * The load of a test that is one for another reason: {@code @Test}, {@code @ParameterizedTest}, {@code @RepeatedTest}.
 *
 * <p>Everything that is said of {@link LoadTest} holds, but {@link #repetitions}: the other annotation decides how often the
 * test runs. A method with parameters of its own takes a {@link LoadRunner} and varies {@link LoadRunner#plan()} by them.
 *
 * @since 0.1.0
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(LoadTestExtension.class)
@Tag("load")
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock(value = Resources.GLOBAL, mode = ResourceAccessMode.READ_WRITE)
public @interface LoadProfile {

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

    /** Returns 1 if anything: {@code @RepeatedTest} repeats a test. */
    int repetitions() default Unset.INT;

    /** Returns what makes the load; the configuration parameter {@code trueload.runner}, if given, goes before it. */
    Runner runner() default Runner.IN_JVM;

    /** Returns the seed of everything random in the plan. */
    long seed() default Unset.LONG;
}
