// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package com.example.catalogue;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The service under test. */
@SpringBootApplication
@RestController
public class CatalogueApplication {

    /** Starts the service. */
    public static void main(String[] arguments) {
        SpringApplication.run(CatalogueApplication.class, arguments);
    }

    /** Returns what is on sale. */
    @GetMapping("/items")
    public List<String> items() {
        return List.of("apple", "pear", "plum");
    }
}
