// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The queue of idle lanes, alone and under many hands. */
class IdleLanesTest {

    @Test
    void longestIdle_isTakenFirst() {
        IdleLanes idle = new IdleLanes(3);
        List<Lane> lanes = lanes(3);
        lanes.forEach(idle::add);

        assertThat(idle.take()).isSameAs(lanes.get(0));
        idle.add(lanes.get(0));
        assertThat(idle.take()).isSameAs(lanes.get(1));
        assertThat(idle.take()).isSameAs(lanes.get(2));
        assertThat(idle.take()).isSameAs(lanes.get(0));
        assertThat(idle.take()).isNull();
    }

    @Test
    void full_holdsAllLanes() {
        for (int count : new int[] {1, 2, 3, 4, 7, 8, 9}) {
            IdleLanes idle = new IdleLanes(count);
            List<Lane> lanes = lanes(count);
            for (int round = 0; round < 3; round++) {
                lanes.forEach(idle::add);
                for (Lane lane : lanes) {
                    assertThat(idle.take()).isSameAs(lane);
                }
                assertThat(idle.take()).isNull();
            }
        }
    }

    @Test
    void manyHands_neverHoldALaneTwice() throws InterruptedException {
        List<Lane> lanes = lanes(5);
        IdleLanes idle = new IdleLanes(5);
        lanes.forEach(idle::add);
        Map<Lane, AtomicInteger> holders = new ConcurrentHashMap<>();
        lanes.forEach(lane -> holders.put(lane, new AtomicInteger()));
        AtomicInteger twice = new AtomicInteger();
        List<Thread> hands = IntStream.range(0, 4)
                .mapToObj(t -> new Thread(() -> {
                    for (int i = 0; i < 200_000; i++) {
                        Lane lane = idle.take();
                        if (lane != null) {
                            AtomicInteger holder = holders.get(lane);
                            if (holder.incrementAndGet() != 1) {
                                twice.incrementAndGet();
                            }
                            holder.decrementAndGet();
                            idle.add(lane);
                        }
                    }
                }))
                .toList();
        hands.forEach(Thread::start);
        for (Thread hand : hands) {
            hand.join();
        }

        assertThat(twice.get()).isZero();
        assertThat(IntStream.range(0, 5).mapToObj(i -> idle.take()).toList())
                .containsExactlyInAnyOrderElementsOf(lanes);
        assertThat(idle.take()).isNull();
    }

    private static List<Lane> lanes(int count) {
        VirtualRun run = VirtualRun.begin(LoadPlan.builder().requests(1).concurrency(1), sent -> sent);
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lanes.add(new Lane(run.run.flow(), run.sender.slot()));
        }
        return lanes;
    }
}
