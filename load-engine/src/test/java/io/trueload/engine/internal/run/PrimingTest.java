// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadRunException;
import java.io.IOException;
import java.security.ProviderException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrimingTest {

    private static final LoadPlan PLAN =
            LoadPlan.builder().target("http://127.0.0.1:1/").build();

    private final AtomicInteger rehearsals = new AtomicInteger();

    @Test
    void rehearsalThatIsAnswered_counts_andIsNotRepeated() {
        Priming priming = priming(
                kind -> VirtualRun.begin(LoadPlan.builder(), sent -> sent + 1).toEnd());

        assertThat(priming.prime(PLAN)).isPositive();
        assertThat(priming.prime(PLAN)).isZero();
        assertThat(rehearsals).hasValue(1);
    }

    @Test
    void rehearsalThatIsNotAnswered_doesNotCount_andIsNotRepeated() {
        Priming priming =
                priming(kind -> VirtualRun.begin(LoadPlan.builder(), sent -> sent + 1, ScriptedSender::refusing)
                        .toEnd());

        assertThat(priming.prime(PLAN)).isZero();
        assertThat(priming.prime(PLAN)).isZero();
        assertThat(rehearsals).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void rehearsalThatFails_leavesTheRunAlone(Reason reason) {
        Priming priming = priming(kind -> {
            reason.happen();
            throw new AssertionError(reason);
        });

        assertThat(priming.prime(PLAN)).isZero();
        assertThat(priming.prime(PLAN)).isZero();
        assertThat(rehearsals).hasValue(1);
    }

    @Test
    void rehearsalThatIsInterrupted_isRepeatedTheNextTime() {
        Priming priming = priming(kind -> {
            if (rehearsals.get() == 1) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted");
            }
            return VirtualRun.begin(LoadPlan.builder(), sent -> sent + 1).toEnd();
        });

        assertThat(priming.prime(PLAN)).isZero();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(priming.prime(PLAN)).isPositive();
        assertThat(rehearsals).hasValue(2);
    }

    private Priming priming(Priming.Rehearsal rehearsal) {
        return new Priming(kind -> {
            rehearsals.incrementAndGet();
            return rehearsal.run(kind);
        });
    }

    /** Why there may be no priming. */
    enum Reason {
        NO_LOOPBACK {
            @Override
            void happen() throws IOException {
                throw new IOException("Operation not permitted");
            }
        },
        NO_TLS {
            @Override
            void happen() {
                throw new LoadRunException("TLS cannot be set up");
            }
        },
        NO_SELECTOR {
            @Override
            void happen() {
                throw new IllegalStateException("Unexpected failure opening I/O selector");
            }
        },
        NO_KEY {
            @Override
            void happen() {
                throw new ProviderException("no token");
            }
        };

        abstract void happen() throws IOException;
    }
}
