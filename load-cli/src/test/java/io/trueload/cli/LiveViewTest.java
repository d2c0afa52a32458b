// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The live view on a terminal that keeps what is written to it. */
class LiveViewTest {

    private static final String ENTERS = "\u001b[?1049h";
    private static final String LEAVES = "\u001b[?1049l";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LoadPlan plan = CommandLines.plan("--rate", "200/s", "-z", "30s", "-H", "X-Token: s3cret-value");
    private final LiveStates states = new LiveStates();
    private final AtomicInteger openings = new AtomicInteger();
    private Terminal terminal;
    private boolean ours = true;
    private LiveView view;

    @BeforeEach
    void makeTerminal() throws IOException {
        terminal = new LineDisciplineTerminal("test", "xterm", written, StandardCharsets.UTF_8);
        terminal.setSize(Size.of(80, 24));
        view = new LiveView(
                plan,
                true,
                () -> {
                    openings.incrementAndGet();
                    return new LiveScreen(terminal, () -> ours);
                },
                new ProgressLines(),
                () -> {});
    }

    @Test
    void show_takesTheTerminalOnce_andEndGivesItBack() {
        assertThat(view.show(states.progress())).isEmpty();
        assertThat(view.show(states.progress())).isEmpty();
        assertThat(view.end()).isEmpty();

        assertThat(text()).containsOnlyOnce(ENTERS).contains("200/s for 30s").contains(LEAVES);
        assertThat(openings).hasValue(1);
    }

    @Test
    void prepare_opensTheTerminal_andWritesNothing() {
        view.prepare();

        assertThat(openings).hasValue(1);
        assertThat(text()).isEmpty();
        assertThat(view.end()).isEmpty();
        assertThat(text()).isEmpty();
    }

    @Test
    void show_inTheBackground_writesNothing_untilItIsInFront() {
        ours = false;
        view.show(states.progress());
        assertThat(text()).isEmpty();

        ours = true;
        view.show(states.progress());
        assertThat(text()).contains(ENTERS);
    }

    @Test
    void messages_haveNoSecretsAndDoNothing() {
        states.outcomes = Map.of(Outcome.CHECK_FAILED, 3L);
        states.messages =
                List.of(new ErrorCount(Outcome.CHECK_FAILED, "\u001b]0;owned\u0007 s3cret-value \u202eabc", 3));

        view.show(states.progress());

        assertThat(text())
                .contains("3 x checkFailed: \\u001b]0;owned\\u0007 *** \\u202eabc")
                .doesNotContain("\u001b]0;", "s3cret", "\u0007", "\u202e");
    }

    @Test
    void noTerminalGoodEnough_isShownInstead() {
        view = new LiveView(plan, true, () -> null, new ProgressLines(), () -> {});

        view.prepare();

        assertThat(view.show(Progresses.at(5, 0.25, 0)))
                .isEqualTo("trueload: 5s  25%  246.8/s  p99 12.3ms  0 errors\n");
        assertThat(view.end()).isEmpty();
    }

    @Test
    void redraw_writesOnlyWhatHasChanged() {
        view.show(states.progress());
        int first = written.size();
        states.rate = 198;
        view.show(states.progress());

        assertThat(written.size() - first).isLessThan(first / 10);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
