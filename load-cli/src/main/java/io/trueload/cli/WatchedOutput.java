// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Standard output that says when it can no longer be written: the pipe is closed, the disk is full. Thread-safe. */
final class WatchedOutput extends OutputStream {

    private final OutputStream out;
    private volatile Runnable whenBroken = () -> {};
    private volatile @Nullable IOException failure;

    WatchedOutput(OutputStream out) {
        this.out = out;
    }

    /** Sets what is done, once, when writing fails. */
    void whenBroken(Runnable action) {
        whenBroken = action;
    }

    /** Returns the first failure, or null if there was none. */
    @Nullable
    IOException failure() {
        return failure;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            fail(e);
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            fail(e);
            throw e;
        }
    }

    private void fail(IOException e) {
        if (failure == null) {
            failure = e;
            whenBroken.run();
        }
    }
}
