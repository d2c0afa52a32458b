// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.cli.LoopbackFloor.Floor;
import io.trueload.engine.LoadEngine;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.TestServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LoopbackFloorIT {

    @Test
    void floor_isWhatTheServiceTook_andNotAGuess() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(ofMillis(20)));
                LoadEngine engine = LoadEngine.create()) {
            Floor floor = new LoopbackFloor(engine, server.uri("/").toString()).measure();

            assertThat(floor.p50()).isBetween(ofMillis(20), ofMillis(120));
            assertThat(floor.p99()).isGreaterThanOrEqualTo(floor.p50());
        }
    }

    @Test
    @Tag("nightly")
    void rate_ofAServiceThatIsNotThere_isNone() {
        String url;
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(ofMillis(1)))) {
            url = server.uri("/").toString();
        }
        try (LoadEngine engine = LoadEngine.create()) {
            assertThat(new LoopbackFloor(engine, url).highestRate()).isZero();
        }
    }
}
