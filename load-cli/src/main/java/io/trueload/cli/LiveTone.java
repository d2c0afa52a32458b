// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import org.jline.utils.AttributedStyle;

/** What a part of the live view is like. It never says anything that the words do not. */
enum LiveTone {
    PLAIN(AttributedStyle.DEFAULT),
    TITLE(AttributedStyle.DEFAULT.bold()),
    GOOD(AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN)),
    BAD(AttributedStyle.DEFAULT.foreground(AttributedStyle.RED).bold()),
    CHART(AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN));

    private final AttributedStyle style;

    LiveTone(AttributedStyle style) {
        this.style = style;
    }

    /** Returns the style, which is none where colors are not welcome. */
    AttributedStyle style(boolean colored) {
        return colored ? style : AttributedStyle.DEFAULT;
    }
}
