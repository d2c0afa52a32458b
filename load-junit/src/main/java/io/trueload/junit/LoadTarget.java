// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the field or the method without parameters, static or not, that knows where the load goes.
 *
 * <p>It is read late, after every {@code @BeforeEach}, so that a random port is known: a {@code URI} or {@code String} with
 * the URL, an {@code int} with a port of localhost, a {@code Supplier} of any of these, or a running Testcontainers
 * container, of which the first exposed port is taken unless {@link #port} names another. A class has one at most; without one, that of its enclosing class
 * counts.
 *
 * <p>What is nearest to the test counts: {@code url} of the annotations, then a {@link LoadTestExtension} registered with a
 * target, then this, then the configuration parameter {@code trueload.base-uri}.
 *
 * @since 0.1.0
 */
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface LoadTarget {

    /** Returns the port inside the container, which must be exposed; the first exposed one unless given. */
    int port() default 0;

    /** Returns how the container speaks: {@code http}, unless {@code https} is given. */
    String scheme() default "http";

    /** Returns the path that goes before that of the requests to a container, beginning with a slash; none unless given. */
    String path() default "";
}
