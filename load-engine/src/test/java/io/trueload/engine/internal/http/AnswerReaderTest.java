// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String EMPTY = "Content-Length: 0\r\n\r\n";

    private static AnswerReader reading() {
        return reading(false, false);
    }

    private static AnswerReader reading(boolean toHead, boolean keeps) {
        var reader = new AnswerReader();
        reader.begin(toHead, keeps);
        return reader;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    private static AnswerReader read(String text) throws HttpException, IOException {
        AnswerReader reader = reading();
        assertThat(reader.read(bytes(text))).isTrue();
        return reader;
    }

    /** Says all that there is to know of an answer that comes in some parts, the last of which is the end of the stream. */
    private static String outcome(AnswerReader reader, List<byte[]> parts) {
        boolean done = false;
        int taken = 0;
        String end;
        try {
            for (byte[] part : parts) {
                // Like buffers of TLS: not from the beginning, and with more behind it.
                ByteBuffer in = ByteBuffer.allocateDirect(part.length + 5);
                in.position(3).put(part).flip().position(3);
                done = done || reader.read(in);
                taken += in.position() - 3;
            }
            reader.readEnd();
            end = "surplus from " + taken;
        } catch (HttpException | IOException e) {
            end = e.getClass().getSimpleName() + " " + e.getMessage();
        }
        KeptAnswer kept = reader.takeKept();
        Response response = kept == null ? null : kept.response();
        String head = reader.hasHead()
                ? reader.version() + " " + reader.status() + ", kept alive: " + reader.keepsAlive()
                : "none";
        return end + ", head: " + head + ", leave: " + reader.permitsBody() + ", body: " + reader.bodyBytes()
                + (response == null ? "" : response.headers() + Arrays.toString(response.body()));
    }

    @Test
    void surplus_isLeftInTheBuffer() throws HttpException, IOException {
        ByteBuffer in = bytes(OK + "Content-Length: 2\r\n\r\nokHTTP");

        assertThat(reading().read(in)).isTrue();
        assertThat(in.remaining()).isEqualTo(4);
    }

    @Test
    void secondAnswer_afterBegin_isReadLikeTheFirst() throws HttpException, IOException {
        AnswerReader reader = reading();
        assertThat(reader.read(bytes("HTTP/1.0 404 No\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n")))
                .isTrue();
        reader.begin(false, true);
        assertThat(reader.hasHead()).isFalse();
        assertThat(reader.read(bytes(OK + "X: y\r\nContent-Length: 3\r\n\r\nyes")))
                .isTrue();

        assertThat(reader.status()).isEqualTo(200);
        assertThat(reader.version()).isEqualTo("HTTP/1.1");
        assertThat(reader.bodyBytes()).isEqualTo(3);
        assertThat(reader.keepsAlive()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            'HTTP/1.1 200 OK|Content-Length: 0||', true
            'HTTP/1.1 200 OK|Content-Length: 0|Connection: close||', false
            'HTTP/1.1 200 OK|Content-Length: 0|Connection: x, CLOSE ,y||', false
            'HTTP/1.1 200 OK|Content-Length: 0|Connection: closed||', true
            'HTTP/1.1 200 OK|Content-Length: 0|connection:keep-alive||', true
            'HTTP/1.0 200 OK|Content-Length: 0||', false
            'HTTP/1.0 200 OK|Content-Length: 0|Connection: Keep-Alive||', true
            'HTTP/1.0 200 OK|Content-Length: 0|Connection: keep-alive, close||', false
            'HTTP/1.1 200 OK|Transfer-Encoding: chunked||0||', true
            'HTTP/1.0 200 OK|Transfer-Encoding: chunked|Connection: keep-alive||0||', false
            'HTTP/1.1 204 None||', true
            'HTTP/1.1 204 None|Content-Length: 0||', true
            'HTTP/1.1 204 None|Content-Length: 1||', false
            'HTTP/1.1 204 None|Transfer-Encoding: chunked||', false
            'HTTP/1.1 304 Same|Content-Length: 5||', true
            'HTTP/1.1 304 Same||', true
            """)
    void connection_isKeptAlive_asTheHeadSays(String head, boolean keptAlive) throws HttpException, IOException {
        assertThat(read(head.replace("|", "\r\n")).keepsAlive()).isEqualTo(keptAlive);
    }

    @Test
    void connection_ofABodyUntilClose_isNotKeptAlive() throws HttpException, IOException {
        AnswerReader reader = reading();

        assertThat(reader.read(bytes(OK + "\r\nhello"))).isFalse();
        reader.readEnd();
        assertThat(reader.bodyBytes()).isEqualTo(5);
        assertThat(reader.keepsAlive()).isFalse();
    }

    @Test
    void answerToHead_hasNoBodyAndKeepsTheConnection() throws HttpException, IOException {
        AnswerReader reader = reading(true, false);

        assertThat(reader.read(bytes(OK + "Content-Length: 5\r\n\r\n"))).isTrue();
        assertThat(reader.keepsAlive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK",
                "HTTP/1.1 200",
                "HTTP/1.1 200 ",
                "HTTP/1.9 200 OK",
                "\r\n\r\nHTTP/1.1 200 OK",
                "HTTP/1.1 100 Continue\r\nX: y\r\n\r\nHTTP/1.1 200 OK"
            })
    void statusLine_good_isTaken(String line) throws HttpException, IOException {
        assertThat(read(line + "\r\n" + EMPTY).status()).isEqualTo(200);
        assertThat(read(line + "\n" + EMPTY.replace("\r", "")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1  200 OK",
                "HTTP/1.1 2000 OK",
                "HTTP/1.1 20x OK",
                "HTTP/1.1 099 OK",
                "HTTP/1.1;200 OK",
                "HTTP/1.10 200 OK",
                "HTTP/2.0 200 OK",
                "HTTP/1. 200 OK",
                "http/1.1 200 OK",
                " HTTP/1.1 200 OK",
                "HTTP/1.1 200OK",
                "ICY 200 OK",
                "x"
            })
    void statusLine_bad_isAnError(String line) {
        assertThatThrownBy(() -> read(line + "\r\n" + EMPTY))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("not a status line of HTTP/1.1: " + line);
    }

    @Test
    void emptyLines_beforeTheAnswer_arePassedOverUpToTen() throws HttpException, IOException {
        assertThat(read("\r\n".repeat(10) + OK + EMPTY).status()).isEqualTo(200);
        assertThatThrownBy(() -> read("\r\n".repeat(11) + OK + EMPTY)).isInstanceOf(MessageConstraintException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            Content-Length: 1|Content-Length: 1 ! more than one Content-Length
            Content-Length: 1|Transfer-Encoding: chunked ! both Content-Length and Transfer-Encoding
            Transfer-Encoding: chunked|Content-Length: 1 ! both Content-Length and Transfer-Encoding
            Transfer-Encoding: gzip, chunked ! unsupported Transfer-Encoding: gzip, chunked
            Transfer-Encoding: chunked|Transfer-Encoding: chunked ! unsupported Transfer-Encoding: chunked
            Transfer-Encoding: identity ! unsupported Transfer-Encoding: identity
            Content-Length: 1, 1 ! Content-Length is not a number: 1, 1
            Content-Length: +1 ! Content-Length is not a number: +1
            Content-Length: 0x1 ! Content-Length is not a number: 0x1
            Content-Length: ! 'Content-Length is not a number: '
            Content-Length: 9223372036854775808 ! Content-Length is not a number: 9223372036854775808
            Content-Length:| 1 ! 'Content-Length is not a number: '
            Content-Length: 1| 1 ! a header that frames the answer goes on in a second line
            Transfer-Encoding: chunked|\t, x ! a header that frames the answer goes on in a second line
            Connection: x|\tclose ! a header that frames the answer goes on in a second line
            Content-Length 1 ! not a header: Content-Length 1
            : 1 ! not a header: : 1
            """)
    void framing_thatLeavesTheEndOpen_isAnError(String headers, String message) {
        assertThatThrownBy(() -> read(OK + headers.replace("|", "\r\n") + "\r\n\r\n1"))
                .isInstanceOf(ProtocolException.class)
                .hasMessage(message);
    }

    @Test
    void contentLength_largest_isTaken() throws HttpException, IOException {
        AnswerReader reader = reading();

        assertThat(reader.read(bytes(OK + "Content-Length : 9223372036854775807 \r\n\r\nhello")))
                .isFalse();
        assertThat(reader.bodyBytes()).isEqualTo(5);
    }

    @Test
    void foldedHeader_isKeptAsOne() throws HttpException, IOException {
        AnswerReader reader = reading(false, true);
        reader.read(bytes(OK + "X-A: one\r\n two\r\n\t three \r\nX-B: 1\r\n" + EMPTY));

        KeptAnswer kept = reader.takeKept();
        assertThat(kept).isNotNull();
        assertThat(kept.response().header("X-A")).contains("one two three");
        assertThat(kept.response().header("X-B")).contains("1");
    }

    @ParameterizedTest
    @CsvSource({
        "'X: a\0b', NUL in a header",
        "'X: a\rb', bare CR in a header",
        "'X: a\r\r', bare CR in a header",
    })
    void header_withAControlCharacter_isAnError(String header, String message) {
        assertThatThrownBy(() -> read(OK + header + "\r\n" + EMPTY))
                .isInstanceOf(ProtocolException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";x", "-1", "+1", "0x1", "g", "1 1", "1000000000000000"})
    void chunkSize_bad_isAnError(String size) {
        assertThatThrownBy(() -> read(OK + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n"))
                .isInstanceOf(MalformedChunkCodingException.class)
                .hasMessage("not the size of a chunk: " + size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "05", "5 ", "5;x=y", "5 ; x", "00000000000005"})
    void chunkSize_good_isTaken(String size) throws HttpException, IOException {
        String body = size + "\r\nhello\r\nA\n0123456789\n0\r\nT: 1\r\n\r\n";

        assertThat(read(OK + "Transfer-Encoding: Chunked\r\n\r\n" + body).bodyBytes())
                .isEqualTo(15);
    }

    @Test
    void trailers_areBounded_andHaveColons() throws HttpException, IOException {
        String chunks = OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n";

        assertThat(read(chunks + "T: 1\r\n".repeat(100) + "\r\n").bodyBytes()).isZero();
        assertThatThrownBy(() -> read(chunks + "T: 1\r\n".repeat(101) + "\r\n"))
                .isInstanceOf(MessageConstraintException.class);
        assertThatThrownBy(() -> read(chunks + "T 1\r\n\r\n"))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("not a trailer: T 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP",
                OK,
                OK + "X: y\r\n",
                OK + "Content-Length: 5\r\n\r\nhell",
                OK + "Transfer-Encoding: chunked\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello",
                OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n"
            })
    void end_tooEarly_isAnError(String text) throws HttpException, IOException {
        AnswerReader reader = reading();
        assertThat(reader.read(bytes(text))).isFalse();

        assertThatThrownBy(reader::readEnd).isInstanceOf(ConnectionClosedException.class);
    }

    @Test
    void leave_forTheBody_comesWith100Only() throws HttpException, IOException {
        AnswerReader reader = reading();
        reader.read(bytes("HTTP/1.1 103 Early Hints\r\n\r\n"));
        assertThat(reader.permitsBody()).isFalse();
        reader.read(bytes("HTTP/1.1 100 Continue\r\n\r\n"));
        assertThat(reader.permitsBody()).isTrue();
        assertThat(reader.hasHead()).isFalse();
    }

    /** The parts in which an answer comes must not matter, however broken it is. */
    @Test
    void mutatedAnswers_inAnyParts_comeToTheSame() {
        long seed = 20_261_129;
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] answer = mutated(random);
            boolean keeps = random.nextBoolean();
            String whole = outcome(reading(false, keeps), List.of(answer));

            assertThat(outcome(reading(false, keeps), parts(answer, random)))
                    .as("answer %d of seed %d: %s", i, seed, new String(answer, ISO_8859_1))
                    .isEqualTo(whole);
        }
    }

    /** What a connection has carried before must not matter, however alike the answers are. */
    @Test
    void mutatedAnswers_afterOthers_comeToTheSame() {
        long seed = 20_261_130;
        var random = new Random(seed);
        var reused = new AnswerReader();
        byte[] answer = mutated(random);
        for (int i = 0; i < 20_000; i++) {
            answer = switch (random.nextInt(4)) {
                case 0 -> mutated(random);
                case 1 -> withAnotherDigit(answer, random);
                default -> answer;
            };
            boolean toHead = random.nextInt(8) == 0;
            boolean keeps = random.nextInt(8) == 0;
            List<byte[]> parts = random.nextInt(4) == 0 ? parts(answer, random) : List.of(answer);
            reused.begin(toHead, keeps);

            assertThat(outcome(reused, parts))
                    .as("answer %d of seed %d: %s", i, seed, new String(answer, ISO_8859_1))
                    .isEqualTo(outcome(reading(toHead, keeps), parts));
        }
    }

    /** Returns the answer with a digit changed, or as it is if none follows the place that chance picks. */
    private static byte[] withAnotherDigit(byte[] answer, Random random) {
        byte[] changed = answer.clone();
        for (int i = random.nextInt(answer.length); i < answer.length; i++) {
            if (answer[i] >= '0' && answer[i] <= '9') {
                changed[i] = (byte) ('0' + (answer[i] - '0' + 1 + random.nextInt(9)) % 10);
                break;
            }
        }
        return changed;
    }

    private static byte[] mutated(Random random) {
        List<String> answers = List.of(
                OK + "Content-Length: 5\r\nX: y\r\n\r\nhello",
                OK + "Transfer-Encoding: chunked\r\nX: y\r\n z\r\n\r\n5;x=y\r\nhello\r\n1\r\n!\r\n0\r\nT: 1\r\n\r\n",
                "\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n",
                "HTTP/1.0 200 OK\r\n\r\nuntil the end",
                OK + "X: " + "y".repeat(464 + random.nextInt(10)) + "\r\nContent-Length: 5\r\n\r\nhello");
        byte[] answer = answers.get(random.nextInt(answers.size())).getBytes(ISO_8859_1);
        int damage = random.nextInt(4);
        byte[] nasty = "\r\n\0 :;,0123456789abcx\t-".getBytes(ISO_8859_1);
        var out = new ByteArrayOutputStream();
        for (byte each : answer) {
            int fate = random.nextInt(answer.length) < damage ? random.nextInt(3) : 3;
            if (fate != 0) {
                out.write(fate == 1 ? nasty[random.nextInt(nasty.length)] : each);
            }
            if (fate == 2) {
                out.write(random.nextBoolean() ? nasty[random.nextInt(nasty.length)] : random.nextInt(256));
            }
        }
        return out.toByteArray();
    }

    private static List<byte[]> parts(byte[] whole, Random random) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        int longest = 1 + random.nextInt(20);
        while (from < whole.length) {
            int to = Math.min(whole.length, from + 1 + random.nextInt(longest));
            parts.add(Arrays.copyOfRange(whole, from, to));
            from = to;
        }
        return parts;
    }
}
