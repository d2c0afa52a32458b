// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Outcome;
import io.trueload.engine.RunListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerPairTest {

    private final Recording all = new Recording(true);
    private final Recording progressOnly = new Recording(false);

    @Test
    void progressed_reachesBoth() {
        new ListenerPair(all, progressOnly).progressed(Progresses.at(1, 0.1, 0));

        assertThat(all.heard).containsExactly("progress");
        assertThat(progressOnly.heard).containsExactly("progress");
    }

    @Test
    void ended_reachesWhoHearsRequests() {
        var pair = new ListenerPair(progressOnly, all);

        pair.ended(new RunListener.RequestResult(Outcome.OK, 200, "", 0, 1, 1, 0, 0, 1, 0));

        assertThat(pair.hearsRequests()).isTrue();
        assertThat(all.heard).containsExactly("request");
        assertThat(progressOnly.heard).isEmpty();
    }

    @Test
    void hearsRequests_neitherWants_isFalse() {
        assertThat(new ListenerPair(progressOnly, RunListener.NONE).hearsRequests())
                .isFalse();
    }

    private static final class Recording implements RunListener {

        private final boolean hearsRequests;
        private final List<String> heard = new ArrayList<>();

        private Recording(boolean hearsRequests) {
            this.hearsRequests = hearsRequests;
        }

        @Override
        public void progressed(Progress progress) {
            heard.add("progress");
        }

        @Override
        public boolean hearsRequests() {
            return hearsRequests;
        }

        @Override
        public void ended(RequestResult request) {
            heard.add("request");
        }
    }
}
