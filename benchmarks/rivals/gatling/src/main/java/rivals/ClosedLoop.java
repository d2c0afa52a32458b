// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package rivals;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;

/** Has {@code connections} users, each with one of its own, who ask again as soon as they are answered for {@code seconds}. */
public final class ClosedLoop extends Simulation {

    public ClosedLoop() {
        setUp(scenario("get")
                        .during(Integer.getInteger("seconds"))
                        .on(exec(http("get").get("/")))
                        .injectOpen(atOnceUsers(Integer.getInteger("connections"))))
                .protocols(http.baseUrl(System.getProperty("url")));
    }
}
