// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Writes blocks of bytes on a thread of its own, so that those who fill them don't wait for the disk.
 *
 * <p>Thread-safe, but for {@link #close}, which must come last. The number of blocks is fixed: when the disk has fallen
 * behind by all of them, {@link #exchange} waits, because losing rows would be worse than waiting.
 */
final class BlockWriter {

    static final int BLOCK_SIZE = 64 * 1024;

    /** Four megabytes in all: more than half a second of rows at 100,000 requests per second. */
    static final int BLOCKS = 64;

    private static final Block END = new Block(new byte[0], 0);

    private final OutputStream out;
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS + 1);
    private final Thread thread = new Thread(this::writeAll, "trueload-csv");
    private @Nullable IOException failure;

    private BlockWriter(OutputStream out) {
        this.out = out;
        for (int i = 0; i < BLOCKS; i++) {
            free.add(new byte[BLOCK_SIZE]);
        }
        thread.setDaemon(true);
    }

    static BlockWriter start(OutputStream out) {
        var writer = new BlockWriter(out);
        writer.thread.start();
        return writer;
    }

    /** Returns an empty block, and waits for it if there is none. */
    byte[] take() {
        return take(free);
    }

    /** Hands over the first bytes of a block, and returns an empty one; waits if there is none. */
    byte[] exchange(byte[] block, int length) {
        full.add(new Block(block, length));
        return take(free);
    }

    /** Returns whether {@link #exchange} would not wait now. */
    boolean hasRoom() {
        return !free.isEmpty();
    }

    /** Writes the last block, waits until all is written, and throws what went wrong on the way. */
    void close(byte[] block, int length) throws IOException {
        full.add(new Block(block, length));
        full.add(END);
        join();
        // Read after the thread has ended, which makes its last write visible.
        if (failure != null) {
            throw failure;
        }
    }

    private void writeAll() {
        for (Block block = take(full); block != END; block = take(full)) {
            write(block);
            free.add(block.bytes);
        }
    }

    /** Writes a block; after a failure it only frees it, so that a full disk doesn't stop the run. */
    private void write(Block block) {
        if (failure != null) {
            return;
        }
        try {
            out.write(block.bytes, 0, block.length);
            if (full.isEmpty() || full.peek() == END) {
                out.flush();
            }
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new IOException(e);
        }
    }

    private void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        restore(interrupted);
    }

    /** Takes from a queue in spite of interrupts: what was measured must be written even while a run is being stopped. */
    private static <T> T take(BlockingQueue<T> queue) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return queue.take();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            restore(interrupted);
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not a record: blocks are told apart by identity. */
    private static final class Block {

        private final byte[] bytes;
        private final int length;

        private Block(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }
    }
}
