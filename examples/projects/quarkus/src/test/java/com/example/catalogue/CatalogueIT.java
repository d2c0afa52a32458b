// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package com.example.catalogue;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same load on the packaged application. */
@QuarkusIntegrationTest
class CatalogueIT extends CatalogueTest {}
