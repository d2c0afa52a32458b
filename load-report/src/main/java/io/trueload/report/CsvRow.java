// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.RunListener.RequestResult;

/** One line of the CSV, written digit by digit, since a formatter would cost more than the request. */
final class CsvRow {

    /** No row is longer: eight numbers of at most 20 characters, and an outcome. */
    static final int LONGEST = 256;

    private static final int NANOS_PER_MICRO = 1_000;
    private static final int MICROS_PER_SECOND = 1_000_000;

    private final byte[] block;
    private int end;

    private CsvRow(byte[] block, int start) {
        this.block = block;
        this.end = start;
    }

    /**
     * Writes a row into a block that has room for {@link #LONGEST} bytes.
     *
     * @return where the row ends
     */
    static int write(RequestResult request, boolean withOutcome, byte[] block, int start) {
        var row = new CsvRow(block, start);
        row.seconds(request.responseNanos());
        row.seconds(request.connectNanos());
        // The name is looked up while connecting; its share is not told for single requests.
        row.seconds(0);
        row.seconds(request.writeNanos());
        row.seconds(request.firstByteNanos());
        row.seconds(request.readNanos());
        row.digits(Math.max(0, request.status()));
        row.character(',');
        row.seconds(request.offsetNanos());
        if (withOutcome) {
            row.text(request.outcome().label());
        } else {
            row.end--;
        }
        row.character('\n');
        return row.end;
    }

    private void seconds(long nanos) {
        long positive = Math.max(0, nanos);
        long micros = positive / NANOS_PER_MICRO + (positive % NANOS_PER_MICRO >= NANOS_PER_MICRO / 2 ? 1 : 0);
        digits(micros / MICROS_PER_SECOND);
        character('.');
        long fraction = micros % MICROS_PER_SECOND;
        for (int unit = MICROS_PER_SECOND / 10; unit > 0; unit /= 10) {
            character((char) ('0' + fraction / unit % 10));
        }
        character(',');
    }

    private void digits(long number) {
        int first = end;
        long rest = number;
        do {
            character((char) ('0' + rest % 10));
            rest /= 10;
        } while (rest > 0);
        for (int left = first, right = end - 1; left < right; left++, right--) {
            byte digit = block[left];
            block[left] = block[right];
            block[right] = digit;
        }
    }

    private void text(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            character(ascii.charAt(i));
        }
    }

    private void character(char ascii) {
        block[end++] = (byte) ascii;
    }
}
