// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that only grows. Confined to one thread, but what it has returned may be read by any. */
final class GrowingList<T> {

    private static final int ROOM_TO_START_WITH = 64;

    private @Nullable Object[] elements = new Object[ROOM_TO_START_WITH];
    private int size;

    void add(T element) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, 2 * size);
        }
        elements[size++] = element;
    }

    /** Returns what is in the list now. Later elements do not show in it, and nothing is copied for it. */
    @SuppressWarnings("unchecked")
    List<T> soFar() {
        // Whatever is written later lies behind the end of this list, or in another array.
        return Collections.unmodifiableList((List<T>) Arrays.asList(elements).subList(0, size));
    }
}
