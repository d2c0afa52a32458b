// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.Rate;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.RunListener;
import io.trueload.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the thread of a run asks the kernel for while it is under way. */
class TimerSlackIT {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void run_hasNone_onlyIfItFollowsASchedule(boolean open) throws IOException {
        String before = TimerSlackTest.ofThisThread();
        assumeThat(before).as("not set by whoever runs this").isNotEqualTo("1");
        List<String> during = new ArrayList<>();
        LoadPlan.Builder plan = LoadPlan.builder()
                .target("http://127.0.0.1:" + Ports.closed() + "/")
                .source(number -> {
                    during.add(slackOfThisThread());
                    return RequestSpec.get("/");
                })
                .priming(false);
        plan = open
                ? plan.rate(Rate.perSecond(10)).duration(Duration.ofMillis(200))
                : plan.requests(1).concurrency(1);
        new RunThread(plan.build(), RunListener.NONE).run();

        assertThat(during.get(0)).isEqualTo(open ? "1" : before);
        assertThat(TimerSlackTest.ofThisThread()).isEqualTo(before);
    }

    private static String slackOfThisThread() {
        try {
            return TimerSlackTest.ofThisThread();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
