// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadResult;
import java.io.IOException;
import java.io.OutputStream;

/** PLACEHOLDER, to be overwritten by the real one. */
public final class HistogramLog {
    private HistogramLog() {}

    /** Writes nothing. */
    public static void write(LoadResult result, OutputStream out) throws IOException {
        out.flush();
    }
}
