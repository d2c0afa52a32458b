// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.examples;

import static io.trueload.assertj.LoadAssertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.junit.LoadDefaults;
import io.trueload.junit.LoadRunner;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import io.trueload.report.Baseline;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/**
 * Two versions compared in the same minutes, so that what else happens on the machine strikes both alike. A baseline that is a
 * file takes no code: {@code @Baseline("catalogue")} beside {@code @LoadTest}, recorded by {@code trueload.baseline=record}.
 */
@LoadDefaults(requests = 1_000, concurrency = 10)
class E11BaselineIT {

    private static final ShopService OLD = ShopService.start();
    private static final ShopService NEW = ShopService.start();

    @LoadTarget
    static URI service = OLD.uri();

    @AfterAll
    static void stopShops() {
        OLD.close();
        NEW.close();
    }

    @LoadTest(path = "/items")
    void newVersion_isNotSlower(LoadRunner runner) {
        LoadPlan plan = runner.plan();
        LoadPlan planOfTheNew = plan.toBuilder().target(NEW.uri() + "/items").build();
        List<LoadResult> before = new ArrayList<>();
        List<LoadResult> after = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            before.add(runner.run(plan));
            after.add(runner.run(planOfTheNew));
            after.add(runner.run(planOfTheNew));
            before.add(runner.run(plan));
        }

        assertThat(after).isNotSlowerThan(Baseline.of(before));
    }
}
