// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.trueload.testkit.Answers;
import io.trueload.testkit.Behavior;
import io.trueload.testkit.Frames;
import io.trueload.testkit.Received;
import io.trueload.testkit.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Answers that are random from the ground up, or valid ones that were damaged; a seed says which. */
final class RandomAnswers implements Behavior {

    /** The path that is always answered well. */
    static final String WELL = "/well";

    private static final List<byte[]> VALID = List.of(
            Answers.ok("hello, world"),
            Answers.text(404, "nothing here", "X-Header: some value"),
            Answers.text(200, "closing", "Connection: close"),
            bytes(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nT: 1\r\n\r\n"),
            bytes("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"),
            bytes("HTTP/1.0 200 OK\r\n\r\nuntil the end"));

    private static final String[] SCRAPS = {
        "HTTP/1.1 ",
        "HTTP/1.0 ",
        "HTTP/2 ",
        "200 OK",
        "204",
        "101 ",
        "100 ",
        "\r\n",
        "\r\n\r\n",
        "\n",
        "\r",
        "Content-Length: ",
        "Transfer-Encoding: ",
        "chunked",
        "Connection: close\r\n",
        "0",
        "5",
        "-1",
        "ffffffff",
        "99999999999999999999",
        "\0",
        ": ",
        " ",
        "\t",
        "hello",
        "gzip, ",
        "\u00ff",
        ";",
        "X-Y: z\r\n"
    };

    private final Random random;

    RandomAnswers(long seed) {
        random = new Random(seed);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    @Override
    public Reply reply(Received request) {
        if (request.path().equals(WELL)) {
            return Reply.now(Answers.ok("ok"));
        }
        Reply.After[] fates = Reply.After.values();
        // Most close, since each that stays open costs a deadline.
        Reply.After fate = random.nextInt(4) == 0 ? fates[random.nextInt(fates.length)] : Reply.After.CLOSE;
        return new Reply(parts(answer()), fate);
    }

    private byte[] answer() {
        byte[] valid = VALID.get(random.nextInt(VALID.size()));
        return switch (random.nextInt(5)) {
            case 0 -> random(random.nextInt(2000));
            case 1 -> Arrays.copyOf(valid, random.nextInt(valid.length + 1));
            case 2 -> scraps();
            default -> damaged(valid);
        };
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] scraps() {
        var text = new StringBuilder(random.nextBoolean() ? "HTTP/1.1 200 OK\r\n" : "");
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(SCRAPS[random.nextInt(SCRAPS.length)]);
        }
        return bytes(text.toString());
    }

    private byte[] damaged(byte[] valid) {
        var out = new ByteArrayOutputStream();
        int damage = 1 + random.nextInt(8);
        for (byte each : valid) {
            int fate = random.nextInt(valid.length) < damage ? random.nextInt(3) : 3;
            if (fate != 0) {
                out.write(fate == 1 ? random.nextInt(256) : each);
            }
            if (fate == 2) {
                out.write(random.nextInt(256));
            }
        }
        return out.toByteArray();
    }

    private List<Reply.Part> parts(byte[] answer) {
        List<Reply.Part> parts = new ArrayList<>();
        int from = 0;
        for (int i = random.nextInt(4); i > 0; i--) {
            int to = from + random.nextInt(answer.length - from + 1);
            parts.add(new Reply.Part(i * 200_000L, Arrays.copyOfRange(answer, from, to)));
            from = to;
        }
        parts.add(new Reply.Part(0, Arrays.copyOfRange(answer, from, answer.length)));
        return parts;
    }

    /** Answers with frames of HTTP/2, most of which make no sense. */
    void frames(Frames frames, int stream, int request) throws IOException {
        for (int i = random.nextInt(6); i > 0; i--) {
            // Up to CONTINUATION: what is above, the library does not know.
            int type = random.nextInt(10);
            int target = random.nextInt(3) == 0 ? random.nextInt(8) : stream;
            frames.frame(type, random.nextInt(64), target, random(random.nextInt(40)));
        }
        int fate = random.nextInt(12);
        if (fate < 6) {
            frames.ok(stream);
        } else if (fate < 11) {
            throw new IOException("enough of it");
        }
    }
}
