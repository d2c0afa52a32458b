// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package rivals;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;

/** Offers 200 users of one request per second for 20 seconds. */
public final class ConstantRate extends Simulation {

    public ConstantRate() {
        setUp(scenario("get")
                        .exec(http("get").get("/"))
                        .injectOpen(constantUsersPerSec(200).during(20)))
                .protocols(http.baseUrl(System.getProperty("url")));
    }
}
