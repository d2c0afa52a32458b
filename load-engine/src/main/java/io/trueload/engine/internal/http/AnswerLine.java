// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;

/** A line of an answer, put together from whatever parts it comes in. Confined to one I/O thread. */
final class AnswerLine {

    private static final int LONGEST = 8 * 1024;
    private static final int USUAL = 128;

    private byte[] bytes = new byte[USUAL];
    private int length;
    private boolean endsWithCr;
    private boolean isWhole;

    /** Begins anew. */
    void clear() {
        length = 0;
        endsWithCr = false;
        isWhole = false;
    }

    boolean isEmpty() {
        return length == 0;
    }

    int length() {
        return length;
    }

    /** Returns a byte of the line. */
    byte at(int index) {
        return bytes[index];
    }

    /**
     * Takes what belongs to the line, its end included, after the one before if that was whole.
     *
     * @return whether the line is whole
     */
    boolean take(ByteBuffer in) throws MessageConstraintException, ProtocolException {
        if (isWhole) {
            clear();
        }
        int position = in.position();
        int limit = in.limit();
        while (position < limit) {
            byte next = in.get(position++);
            if (next == '\n') {
                isWhole = true;
                break;
            }
            if (endsWithCr) {
                throw new ProtocolException("bare CR in a header");
            }
            if (next == '\r') {
                endsWithCr = true;
            } else if (next == 0) {
                throw new ProtocolException("NUL in a header");
            } else {
                append(next);
            }
        }
        in.position(position);
        return isWhole;
    }

    private void append(byte next) throws MessageConstraintException {
        if (length == bytes.length) {
            if (length == LONGEST) {
                throw new MessageConstraintException("a line of more than " + LONGEST + " bytes");
            }
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = next;
    }

    /** Returns the index of the first such byte, or the length of the line if there is none. */
    int find(char what) {
        int index = 0;
        while (index < length && bytes[index] != what) {
            index++;
        }
        return index;
    }

    /** Returns whether a part of the line is a word of lower-case letters and hyphens, in whatever case. */
    boolean is(String word, int from, int to) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char expected = word.charAt(i - from);
            // Of a letter, the bit that tells upper case from lower.
            if ((expected == '-' ? bytes[i] : bytes[i] | 0x20) != expected) {
                return false;
            }
        }
        return true;
    }

    /** Returns where a part begins without the spaces and tabs before it. */
    int skipBlanks(int from, int to) {
        int start = from;
        while (start < to && isBlank(start)) {
            start++;
        }
        return start;
    }

    /** Returns where a part ends without the spaces and tabs after it. */
    int trim(int from, int to) {
        int end = to;
        while (end > from && isBlank(end - 1)) {
            end--;
        }
        return end;
    }

    boolean isBlank(int index) {
        return bytes[index] == ' ' || bytes[index] == '\t';
    }

    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return text(0, length);
    }
}
