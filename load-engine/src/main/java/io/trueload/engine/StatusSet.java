// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The status codes that a plan accepts as success.
 *
 * @since 0.1.0
 */
public record StatusSet(List<Range> ranges) {

    /** Every 2xx: what a plan accepts unless it says otherwise. */
    public static final StatusSet SUCCESSFUL = new StatusSet(List.of(new Range(200, 299)));

    /** Copies the ranges. */
    public StatusSet {
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("accepted statuses must not be empty");
        }
    }

    /** Returns whether a status is accepted. */
    public boolean contains(int status) {
        // Indexed, since an iterator would be garbage for every answer.
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            if (status >= range.first() && status <= range.last()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }

    /**
     * Status codes from {@code first} to {@code last}, both included.
     *
     * @param first 100 to 999
     * @param last 100 to 999, not below {@code first}
     */
    public record Range(int first, int last) {

        /** Checks the bounds. */
        public Range {
            if (first < 100 || last > 999 || first > last) {
                throw new IllegalArgumentException("not a range of status codes: " + first + "-" + last);
            }
        }

        @Override
        public String toString() {
            if (first == last) {
                return Integer.toString(first);
            }
            return first % 100 == 0 && last == first + 99 ? first / 100 + "xx" : first + "-" + last;
        }
    }
}
