// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has the load of a {@link LoadTest} or {@link LoadProfile} compared with runs that were recorded before.
 *
 * <pre>{@code
 * @LoadTest(requests = 2000, concurrency = 20, path = "/items")
 * @Baseline("catalogue")
 * void itemsAreNotSlower() {}
 * }</pre>
 *
 * <p><b>The file.</b> {@code src/test/trueload/catalogue.json}, or in the directory of the configuration parameter {@code
 * trueload.baseline-dir}. A test that is run with {@code trueload.baseline=record} writes it and passes; it is small, and meant
 * to be committed. Where it is missing, or of another plan, the test fails before anything is sent.
 *
 * <p><b>How it ends.</b> The plan is run {@link #runs} times. The test fails with an {@code AssertionFailedError} only if for
 * p50, p90 or p99 the whole confidence interval of the ratio is beyond the tolerance, and the difference beyond the floor; or
 * if clearly more requests fail than did in the baseline. It is aborted if the runs cannot tell, or if the baseline is of
 * another machine. The first run is also judged by the expectations of the test; if it misses one, that decides.
 *
 * <p><b>Limits.</b> A baseline holds for one kind of machine, so it is recorded where it is compared. Plans that are scaled by
 * the configuration are not compared.
 *
 * @since 0.1.0
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Baseline {

    /** Returns the name of the file, without folder and ending; letters, digits, {@code -}, {@code _} and {@code .}. */
    String value();

    /** Returns how often the plan is run; 5 to 100. More runs tell smaller differences. */
    int runs() default 5;

    /** Returns how much slower is too slow, as a share of the baseline's time. */
    double tolerance() default 0.1;

    /** Returns the difference up to which nothing is too slow. */
    String floor() default "1ms";
}
