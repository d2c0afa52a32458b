// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method without parameters, static or not, that makes the requests of a load test; {@link LoadTest#source} names
 * it.
 *
 * <p>It returns a {@link io.trueload.engine.RequestSource}, or a {@code Stream} or {@code Iterable} of {@link
 * io.trueload.engine.RequestSpec}. The requests of a stream are drawn before the run, at most 100,000, and sent in order,
 * again and again; a source of endless requests is a {@code RequestSource}. Their paths are whole: that of the target does
 * not go before them.
 *
 * @since 0.1.0
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface LoadRequests {}
