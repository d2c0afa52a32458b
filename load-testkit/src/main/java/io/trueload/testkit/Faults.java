// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Behaviors of broken servers. */
public final class Faults {

    private static final Reply OK = Reply.now(Answers.ok("ok"));

    private Faults() {}

    /** Never answers and keeps the connection open. */
    public static Behavior hang() {
        return request -> Reply.never();
    }

    /** Closes the connection instead of answering every n-th request of the server. */
    public static Behavior dropEveryNth(int n) {
        Reply dropped = Reply.nothing(Reply.After.CLOSE);
        return request -> Behaviors.isNth(request, n) ? dropped : OK;
    }

    /** Breaks one request in fifty, in turn by a reset, half a body, a 503, a close and no answer; the others take {@code base}. */
    public static Behavior oneInFifty(Duration base) {
        Behavior good = Behaviors.fixedDelay(base);
        List<Behavior> faults = List.of(reset(), truncatedBody(), Behaviors.status(503), dropEveryNth(1), hang());
        return request -> {
            long place = request.sequence() % 50;
            int turn = (int) (request.sequence() / 50 % faults.size());
            return (place == 49 ? faults.get(turn) : good).reply(request);
        };
    }

    /** Resets the connection (RST) instead of answering. */
    public static Behavior reset() {
        Reply reply = Reply.nothing(Reply.After.RESET);
        return request -> reply;
    }

    /** Closes each connection after one answer without having said so. */
    public static Behavior closeEachUnannounced() {
        Reply reply = OK.then(Reply.After.CLOSE);
        return request -> reply;
    }

    /** Announces 1000 bytes, sends 500, and closes. */
    public static Behavior truncatedBody() {
        return raw(truncated(), Reply.After.CLOSE);
    }

    /** Announces 1000 bytes, sends 500, and resets. */
    public static Behavior resetInBody() {
        return raw(truncated(), Reply.After.RESET);
    }

    /** Sends chunks but not the one that ends the body, and closes. */
    public static Behavior truncatedChunks() {
        return raw(Chunks.withoutEnd(Behaviors.letters(500), 100), Reply.After.CLOSE);
    }

    /** Sends the head at once and then a body of {@code bytes}, one byte each {@code perByte}. */
    public static Behavior slowBody(Duration perByte, int bytes) {
        byte[] answer = Answers.bytes(200, Behaviors.letters(bytes));
        return drip(answer, answer.length - bytes, perByte);
    }

    /** Sends an answer of the usual form one byte each {@code perByte}, from the status line on. */
    public static Behavior slowHeader(Duration perByte) {
        return drip(Answers.ok("ok"), 0, perByte);
    }

    /** Answers with a line that is no status line. */
    public static Behavior garbage() {
        return raw("HTTQ/9.9 abc nonsense\r\n\r\n", Reply.After.CLOSE);
    }

    /** Sends these bytes at once, each character one byte, whatever they mean. */
    public static Behavior raw(String bytes, Reply.After after) {
        return raw(bytes.getBytes(StandardCharsets.ISO_8859_1), after);
    }

    private static Behavior raw(byte[] bytes, Reply.After after) {
        Reply reply = Reply.now(bytes).then(after);
        return request -> reply;
    }

    private static byte[] truncated() {
        return Answers.join(Answers.head(200, "Content-Length: 1000\r\n"), Behaviors.letters(500));
    }

    private static Behavior drip(byte[] answer, int atOnce, Duration perByte) {
        long perByteNanos = Behaviors.positive(perByte, "perByte");
        List<Reply.Part> parts = new ArrayList<>();
        if (atOnce > 0) {
            parts.add(new Reply.Part(0, Arrays.copyOf(answer, atOnce)));
        }
        for (int i = atOnce; i < answer.length; i++) {
            parts.add(new Reply.Part((i - atOnce + 1) * perByteNanos, new byte[] {answer[i]}));
        }
        var reply = new Reply(parts, Reply.After.KEEP);
        return request -> reply;
    }
}
