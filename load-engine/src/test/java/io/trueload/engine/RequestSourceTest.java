// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RequestSourceTest {

    private static final RequestSpec A = RequestSpec.get("/a");
    private static final RequestSpec B = RequestSpec.get("/b");
    private static final RequestSpec C = RequestSpec.get("/c");

    @Test
    void always_anyIndex_isTheSameRequest() {
        RequestSource source = RequestSource.always(A);

        assertThat(source.request(0)).isSameAs(A);
        assertThat(source.request(Long.MAX_VALUE)).isSameAs(A);
        assertThat(source).isEqualTo(RequestSource.always(RequestSpec.get("/a")));
    }

    @Test
    void always_null_isRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> RequestSource.always(null))
                .withMessage("request");
    }

    @Test
    void cycle_indexes_goThroughTheRequestsAgainAndAgain() {
        RequestSource source = RequestSource.cycle(List.of(A, B, C));

        assertThat(LongStream.range(0, 7).mapToObj(source::request)).containsExactly(A, B, C, A, B, C, A);
    }

    @Test
    void cycle_indexBeyondTheIntegers_isStillInTurn() {
        RequestSource source = RequestSource.cycle(List.of(A, B, C));

        assertThat(source.request(3_000_000_000_001L)).isSameAs(B);
        assertThat(source.request(Long.MAX_VALUE)).isSameAs(B);
    }

    @Test
    void cycle_listChangedByTheCaller_staysAsItWas() {
        List<RequestSpec> requests = new ArrayList<>(List.of(A));
        RequestSource source = RequestSource.cycle(requests);

        requests.set(0, B);

        assertThat(source.request(0)).isSameAs(A);
    }

    @Test
    void cycle_nothing_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestSource.cycle(List.of()))
                .withMessage("requests must not be empty");
    }
}
