// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** One line of the live view, which never gets longer than it may. Confined to one thread. */
final class LiveLine {

    private static final String CUT = "…";

    private final AttributedStringBuilder text = new AttributedStringBuilder();
    private final int columns;
    private final boolean colored;

    LiveLine(int columns, boolean colored) {
        this.columns = columns;
        this.colored = colored;
    }

    LiveLine add(String more) {
        return add(LiveTone.PLAIN, more);
    }

    LiveLine add(LiveTone tone, String more) {
        text.append(more, tone.style(colored));
        return this;
    }

    /** Adds a part of a list, unless it no longer fits in full. */
    LiveLine addIfItFits(LiveTone tone, String more) {
        return new AttributedString(more).columnLength() <= room() ? add(tone, more) : this;
    }

    /** Adds a text that ends at a column, at least one blank after what is there. */
    LiveLine addRight(String more, int lastColumn) {
        return add(" ".repeat(Math.max(1, lastColumn - width() - more.length())))
                .add(more);
    }

    /** Returns how many columns are free; negative if there are too many characters. */
    int room() {
        return columns - width();
    }

    AttributedString end() {
        AttributedString line = text.toAttributedString();
        if (line.columnLength() <= columns) {
            return line;
        }
        // A wide character that would only half fit is left out.
        AttributedString start = line.columnSubSequence(0, columns - 1);
        return new AttributedStringBuilder().append(start).append(CUT).toAttributedString();
    }

    private int width() {
        return text.columnLength();
    }
}
