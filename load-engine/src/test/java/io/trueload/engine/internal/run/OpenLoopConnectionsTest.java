// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static io.trueload.engine.internal.run.OpenLoopTest.frozenOnce;
import static io.trueload.engine.internal.run.OpenLoopTest.open;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** How many connections the open workload holds, in virtual time. */
class OpenLoopConnectionsTest {

    private static final long MILLI = MILLISECONDS.toNanos(1);
    private static final long SECOND = SECONDS.toNanos(1);

    @Test
    void stalledTarget_connections_growToTheLimitAndNoFurther() {
        VirtualRun run =
                VirtualRun.begin(open(1000, 5).concurrency(10).maxConnections(100), frozenOnce(2 * SECOND, SECOND));

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(run.sender.slots()).isEqualTo(100);
        assertThat(result.counts().of(Outcome.OK)).isEqualTo(5_000);
    }

    @Test
    void afterAStall_connectionsNotNeededForAMinute_areClosed() {
        VirtualRun run =
                VirtualRun.begin(open(1000, 300).concurrency(10).maxConnections(100), frozenOnce(2 * SECOND, SECOND));
        run.advanceTo(50 * SECOND);
        int soon = run.sender.connections();
        run.advanceTo(200 * SECOND);
        int later = run.sender.connections();

        Books.assertBalanced(run.toEnd());
        assertThat(soon).isEqualTo(100);
        assertThat(later).isEqualTo(10);
    }

    @Test
    void connectionsNeededNowAndThen_areKept() {
        // Each half minute takes 60 connections for a moment.
        VirtualRun run = VirtualRun.begin(
                open(1000, 300).concurrency(10).maxConnections(100),
                sent -> sent % (30 * SECOND) < 60 * MILLI && sent > SECOND
                        ? sent - sent % (30 * SECOND) + 60 * MILLI
                        : sent + MILLI / 2);
        run.advanceTo(31 * SECOND);
        int needed = run.sender.connections();
        run.advanceTo(290 * SECOND);
        int later = run.sender.connections();

        Books.assertBalanced(run.toEnd());
        assertThat(needed).isBetween(55, 65);
        assertThat(later).isEqualTo(needed);
        assertThat(run.sender.opened()).isEqualTo(needed);
    }

    @Test
    void closedConnections_areOpenedAgain_beforeThereAreMore() {
        // A stall of a second at 200 s, and another at 400 s.
        VirtualRun run = VirtualRun.begin(
                open(1000, 500).concurrency(10).maxConnections(100),
                sent -> sent % (200 * SECOND) < SECOND && sent > 100 * SECOND
                        ? sent - sent % (200 * SECOND) + SECOND
                        : sent + MILLI / 2);
        run.advanceTo(202 * SECOND);
        int grown = run.sender.connections();
        run.advanceTo(390 * SECOND);
        int shrunk = run.sender.connections();
        run.advanceTo(402 * SECOND);
        int grownAgain = run.sender.connections();
        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(grown).isEqualTo(100);
        assertThat(shrunk).isEqualTo(10);
        assertThat(grownAgain).isEqualTo(100);
        assertThat(run.sender.slots()).isEqualTo(100);
        assertThat(run.sender.opened()).isEqualTo(190);
        assertThat(result.counts().of(Outcome.OK)).isEqualTo(500_000);
    }

    @Test
    void connectionsNeededWhileOthersAreClosed_stay() {
        // At 120 s the closing begins, and just then each request takes 60 ms instead of one.
        long begins = 120 * SECOND + 10 * MILLI;
        LongUnaryOperator frozen = frozenOnce(2 * SECOND, SECOND);
        VirtualRun run = VirtualRun.begin(
                open(1000, 150).concurrency(10).maxConnections(100),
                sent -> sent >= begins ? sent + 60 * MILLI : frozen.applyAsLong(sent));
        run.advanceTo(begins);
        int before = run.sender.connections();

        Books.assertBalanced(run.toEnd());
        assertThat(before).isBetween(80, 99);
        assertThat(run.sender.opened()).isEqualTo(100);
    }

    @Test
    void connectionsTooMany_areClosedOneAfterTheOther() {
        VirtualRun run =
                VirtualRun.begin(open(1000, 200).concurrency(10).maxConnections(100), frozenOnce(2 * SECOND, SECOND));
        run.advanceTo(120 * SECOND + 20 * MILLI);
        int soon = run.sender.connections();
        run.advanceTo(121 * SECOND);
        int later = run.sender.connections();

        Books.assertBalanced(run.toEnd());
        // A tick each millisecond, and one for the answer.
        assertThat(soon).isBetween(50, 90);
        assertThat(later).isEqualTo(10);
    }
}
