// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
/** A finished run sent to a collector of OpenTelemetry. Nothing is measured here, and only the exporter is public. */
@NullMarked
package io.trueload.otlp;

import org.jspecify.annotations.NullMarked;
