// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package com.example.catalogue;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The service under test. */
@Path("/items")
public class CatalogueResource {

    /** Returns what is on sale. */
    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String items() {
        return "apple, pear, plum";
    }
}
