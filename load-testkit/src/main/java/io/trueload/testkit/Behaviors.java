// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * Behaviors of healthy but not always quick servers, whose true latencies are known.
 *
 * <p>"Every n-th" counts the requests of the whole server. Unless the method says otherwise, the answer is a 200 with
 * the text {@code ok}. The broken servers are in {@link Faults}.
 */
public final class Behaviors {

    private static final byte[] OK = Answers.ok("ok");

    private Behaviors() {}

    /** Answers every request this long after its receipt. */
    public static Behavior fixedDelay(Duration delay) {
        Reply reply = Reply.after(delay, OK);
        return request -> reply;
    }

    /** Answers every n-th request slowly and all others fast. */
    public static Behavior everyNth(int n, Duration slow, Duration fast) {
        Reply slowReply = Reply.after(slow, OK);
        Reply fastReply = Reply.after(fast, OK);
        return request -> isNth(request, n) ? slowReply : fastReply;
    }

    /**
     * Freezes once: a request that arrives within {@code length} from {@code at} on, counted from the first request, is
     * answered when the freeze ends, plus {@code base}.
     */
    public static Behavior freeze(Duration base, Duration at, Duration length) {
        long baseNanos = base.toNanos();
        long from = at.toNanos();
        long until = at.plus(length).toNanos();
        return request -> {
            long when = request.nanosSinceFirstRequest();
            long left = when >= from && when < until ? until - when : 0;
            return Reply.afterNanos(left + baseNanos, OK);
        };
    }

    /** Freezes for the last {@code length} of each {@code period}, counted from the first request. */
    public static Behavior freezeEvery(Duration base, Duration period, Duration length) {
        if (length.compareTo(period) > 0) {
            throw new IllegalArgumentException("length must not exceed the period: " + length + " of " + period);
        }
        long baseNanos = base.toNanos();
        long periodNanos = positive(period, "period");
        long lengthNanos = length.toNanos();
        return request -> {
            long left = periodNanos - request.nanosSinceFirstRequest() % periodNanos;
            return Reply.afterNanos((left <= lengthNanos ? left : 0) + baseNanos, OK);
        };
    }

    /** Serves one request at a time, first come first served, each for {@code service}. */
    public static Behavior singleWorker(Duration service) {
        return new SingleWorker(sequence -> service.toNanos(), OK);
    }

    /** Serves one request at a time, first come first served, for times that are exponential with this mean. */
    public static Behavior exponentialWorker(Duration mean, long seed) {
        return new SingleWorker(Delays.exponential(mean, seed), OK);
    }

    /** Answers 990 of every thousand requests fast, 9 slowly and one most slowly. */
    public static Behavior threeTiers(Duration fast, Duration slow, Duration slowest) {
        return delayed(Delays.threeTiers(fast, slow, slowest));
    }

    /** Answers after delays that are exponential with this mean. */
    public static Behavior exponential(Duration mean, long seed) {
        return delayed(Delays.exponential(mean, seed));
    }

    /** Answers after delays that are log-normal with this median and this standard deviation of the logarithm. */
    public static Behavior logNormal(Duration median, double sigma, long seed) {
        return delayed(Delays.logNormal(median, sigma, seed));
    }

    /** Answers slowly for some time, counted from the first request, and then fast. */
    public static Behavior slowStart(Duration slow, Duration until, Duration fast) {
        long untilNanos = until.toNanos();
        Reply slowReply = Reply.after(slow, OK);
        Reply fastReply = Reply.after(fast, OK);
        return request -> request.nanosSinceFirstRequest() < untilNanos ? slowReply : fastReply;
    }

    /** Answers with the value of the header {@code X-Token} or else of the query parameter {@code token}. */
    public static Behavior echoToken() {
        return request -> {
            String token = request.header("X-Token")
                    .or(() -> request.parameter("token"))
                    .orElse("");
            return Reply.now(Answers.ok(token));
        };
    }

    /** Answers with the request as text: request line, headers, blank line, body, all as the server understood them. */
    public static Behavior echoRequest() {
        return request -> {
            var head = new StringBuilder(request.method())
                    .append(' ')
                    .append(request.target())
                    .append('\n');
            request.headers().forEach(header -> head.append(header).append('\n'));
            byte[] text = head.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
            return Reply.now(Answers.bytes(200, Answers.join(text, request.body())));
        };
    }

    /** Answers with this status and these header lines, such as {@code Retry-After: 1}. */
    public static Behavior status(int code, String... headerLines) {
        Reply reply = Reply.now(Answers.text(code, "status " + code + "\n", headerLines));
        return request -> reply;
    }

    /** Answers with a body of this many bytes. */
    public static Behavior body(int bytes) {
        Reply reply = Reply.now(Answers.bytes(200, letters(bytes)));
        return request -> reply;
    }

    /** Answers with a chunked body of this many bytes, in chunks of at most {@code chunk}. */
    public static Behavior chunkedBody(int bytes, int chunk) {
        Reply reply = Reply.now(Chunks.answer(letters(bytes), chunk));
        return request -> reply;
    }

    /** Redirects {@code hops} times, the last time to {@code location} itself, whose path is answered with a 200. */
    public static Behavior redirect(String location, int hops) {
        return new Redirects(location, hops);
    }

    /** Redirects {@code /a} to {@code /b} and everything else to {@code /a}. */
    public static Behavior redirectLoop() {
        Reply toA = Reply.now(Answers.text(302, "", "Location: /a"));
        Reply toB = Reply.now(Answers.text(302, "", "Location: /b"));
        return request -> request.path().equals("/a") ? toB : toA;
    }

    /** Closes each connection after one answer and says so. */
    public static Behavior closeEach() {
        Reply reply = Reply.now(Answers.text(200, "ok", "Connection: close")).then(Reply.After.CLOSE);
        return request -> reply;
    }

    /** Behaves by the path of the request: a faulty one beside a healthy one, for example. */
    public static Behavior routes(Map<String, Behavior> byPath, Behavior otherwise) {
        Map<String, Behavior> routes = Map.copyOf(byPath);
        return request -> routes.getOrDefault(request.path(), otherwise).reply(request);
    }

    private static Behavior delayed(LongUnaryOperator delays) {
        return request -> Reply.afterNanos(delays.applyAsLong(request.sequence()), OK);
    }

    static boolean isNth(Received request, int n) {
        return (request.sequence() + 1) % n == 0;
    }

    static long positive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive: " + duration);
        }
        return duration.toNanos();
    }

    static byte[] letters(int count) {
        byte[] letters = new byte[count];
        for (int i = 0; i < count; i++) {
            letters[i] = (byte) ('a' + i % 26);
        }
        return letters;
    }
}
