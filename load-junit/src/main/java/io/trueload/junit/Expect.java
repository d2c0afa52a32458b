// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An expectation of a load test: {@code [service|steady] METRIC OP VALUE}, such as {@code p99 < 250ms},
 * {@code service p50 < 20ms}, {@code steady p99 < 200ms}, {@code error rate < 0.1%} or {@code rate >= 199/s}.
 *
 * <p>{@code steady} means the part of the run in which response times kept their level, warm-up of the service left out; it
 * takes 20 seconds and 4,000 requests or more, and a run without such a part says nothing.
 *
 * @since 0.1.0
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(Expect.All.class)
public @interface Expect {

    /** Returns the expectation. */
    String value();

    /** Several expectations on one method; the compiler writes it. */
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @Documented
    @interface All {

        /** Returns the expectations in the order in which they stand. */
        Expect[] value();
    }
}
