// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowingListTest {

    private final GrowingList<Integer> list = new GrowingList<>();

    @Test
    void soFar_listGrowsOn_staysAsItWas() {
        List<List<Integer>> seen = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(list.soFar());
            list.add(i);
        }

        assertThat(IntStream.range(0, 1_000))
                .allSatisfy(i -> assertThat(seen.get(i))
                        .isEqualTo(IntStream.range(0, i).boxed().toList()));
    }

    @Test
    void soFar_cannotBeChanged() {
        list.add(1);
        List<Integer> seen = list.soFar();

        assertThatThrownBy(() -> seen.set(0, 2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> seen.add(2)).isInstanceOf(UnsupportedOperationException.class);
    }
}
