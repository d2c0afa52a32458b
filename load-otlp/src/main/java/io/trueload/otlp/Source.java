// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;

/** Who says what is sent: a version of trueload. Immutable. */
final class Source {

    private static final String NAME = "trueload";
    private static final String SCOPE = "io.trueload";

    private final String version;

    /** One object each, since what has another is sent as that of somebody else. */
    private final Resource resource;

    private final InstrumentationScopeInfo scope;

    /**
     * Makes the source of a version.
     *
     * @param version an empty text if it is not known
     */
    Source(String version) {
        this.version = version;
        var attributes = Attributes.builder().put("service.name", NAME);
        if (!version.isEmpty()) {
            attributes.put("service.version", version);
        }
        resource = Resource.create(attributes.build());
        scope = InstrumentationScopeInfo.builder(SCOPE).setVersion(version).build();
    }

    String scopeName() {
        return SCOPE;
    }

    String version() {
        return version;
    }

    /** Returns the service that the collector files everything under; nothing of the machine is told. */
    Resource resource() {
        return resource;
    }

    InstrumentationScopeInfo scope() {
        return scope;
    }
}
