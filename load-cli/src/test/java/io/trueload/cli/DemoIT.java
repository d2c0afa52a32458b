// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.cli.CommandProcess.Ended;
import org.junit.jupiter.api.Test;

/** The first thing that a newcomer runs. */
class DemoIT {

    @Test
    void demo_withoutAUrl_loadsAServiceOfItsOwn() {
        Ended ended = CommandProcess.run("--demo", "-n", "500", "-c", "10");

        assertThat(ended.code()).isZero();
        assertThat(ended.stderr())
                .matches("trueload: note: loading a demo service on http://127\\.0\\.0\\.1:\\d+/, which"
                        + " answers within 10 to 40 ms, one time in a hundred within 80 to 160 ms\n");
        assertThat(ended.stdout())
                .contains("Response time histogram:")
                .contains("[200]\t500 responses")
                .contains("planned 500 = sent 500 + dropped 0")
                .contains("Verdict: PASS");
    }

    @Test
    void demo_manyIdleConnections_areNotClosedByIt() {
        Ended ended = CommandProcess.run("--demo", "-n", "1200", "-c", "400");

        assertThat(ended.stdout()).contains("[200]\t1200 responses").contains("sent 1200 = ok 1200");
    }

    @Test
    void demo_postsToo_areAnswered() {
        Ended ended = CommandProcess.run("--demo", "-n", "20", "-c", "2", "-m", "POST", "-d", "{}");

        assertThat(ended.stdout()).contains("[200]\t20 responses");
    }
}
