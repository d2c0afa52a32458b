// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.HttpException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it takes to find out where an answer ends. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AnswerReaderBenchmark {

    private static final String NGINX =
            "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Sun, 29 Nov 2026 07:29:17 GMT\r\n"
                    + "Content-Type: text/plain\r\nContent-Length: 12\r\nConnection: keep-alive\r\n\r\nhello world\n";

    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + "5\r\nhello\r\n".repeat(20) + "0\r\n\r\n";

    /** The kind of answer. */
    @Param({"nginx", "chunked"})
    public String answer = "";

    /** Whether an answer has the head of the one before. */
    @Param({"true", "false"})
    public boolean sameHead;

    private final AnswerReader reader = new AnswerReader();
    private ByteBuffer bytes = ByteBuffer.allocateDirect(0);
    private ByteBuffer others = ByteBuffer.allocateDirect(0);

    /** Puts the answers where the operating system would. */
    @Setup
    public void encode() {
        String text = answer.equals("nginx") ? NGINX : CHUNKED;
        bytes = encoded(text);
        others = sameHead ? encoded(text) : encoded(text.replaceFirst("\r\n", "!\r\n"));
    }

    private static ByteBuffer encoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /** Reads one answer that came in one piece. */
    @Benchmark
    public boolean read() throws HttpException, IOException {
        ByteBuffer next = others;
        others = bytes;
        bytes = next;
        reader.begin(false, false);
        next.rewind();
        return reader.read(next);
    }
}
