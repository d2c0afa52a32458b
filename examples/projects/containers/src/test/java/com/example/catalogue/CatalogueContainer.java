// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package com.example.catalogue;

import java.nio.file.Path;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** The service as it is shipped. */
final class CatalogueContainer extends GenericContainer<CatalogueContainer> {

    CatalogueContainer() {
        super(new ImageFromDockerfile("catalogue-under-load", false).withFileFromPath(".", Path.of("service")));
        withExposedPorts(8080);
        waitingFor(Wait.forHttp("/items"));
    }
}
