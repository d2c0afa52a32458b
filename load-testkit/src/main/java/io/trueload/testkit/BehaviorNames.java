// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The behaviors by the names and options they have on the command line. */
final class BehaviorNames {

    /** One behavior: how it is written, and how it is made from its options. */
    private record Entry(String usage, Function<Arguments, Behavior> factory) {}

    private static final Map<String, Entry> ENTRIES = new LinkedHashMap<>();

    static {
        add("fixed-delay", "--delay 5ms", a -> Behaviors.fixedDelay(a.duration("delay", "0ms")));
        add(
                "every-nth",
                "--n 10 --slow 50ms --fast 1ms",
                a -> Behaviors.everyNth(a.count("n", null), a.duration("slow", null), a.duration("fast", "0ms")));
        add(
                "freeze",
                "--base 1ms --at 10s --length 1s",
                a -> Behaviors.freeze(a.duration("base", "0ms"), a.duration("at", null), a.duration("length", null)));
        add(
                "freeze-every",
                "--base 1ms --period 5s --length 1s",
                a -> Behaviors.freezeEvery(
                        a.duration("base", "0ms"), a.duration("period", null), a.duration("length", null)));
        add("single-worker", "--service 10ms", a -> Behaviors.singleWorker(a.duration("service", null)));
        add(
                "exponential-worker",
                "--mean 5ms --seed 1",
                a -> Behaviors.exponentialWorker(a.duration("mean", null), a.number("seed", "1")));
        add(
                "three-tiers",
                "--fast 1ms --slow 20ms --slowest 200ms",
                a -> Behaviors.threeTiers(
                        a.duration("fast", null), a.duration("slow", null), a.duration("slowest", null)));
        add(
                "exponential",
                "--mean 1ms --seed 1",
                a -> Behaviors.exponential(a.duration("mean", null), a.number("seed", "1")));
        add(
                "log-normal",
                "--median 5ms --sigma-percent 50 --seed 1",
                a -> Behaviors.logNormal(
                        a.duration("median", null), a.number("sigma-percent", null) / 100.0, a.number("seed", "1")));
        add(
                "slow-start",
                "--slow 20ms --until 5s --fast 1ms",
                a -> Behaviors.slowStart(
                        a.duration("slow", null), a.duration("until", null), a.duration("fast", null)));
        add("echo-token", "", a -> Behaviors.echoToken());
        add("echo-request", "", a -> Behaviors.echoRequest());
        add(
                "status",
                "--code 503 [--header 'Retry-After: 1']...",
                a -> Behaviors.status(a.count("code", null), a.all("header").toArray(String[]::new)));
        add("body", "--bytes 1024", a -> Behaviors.body(a.number("bytes", null)));
        add(
                "chunked-body",
                "--bytes 1024 --chunk 100",
                a -> Behaviors.chunkedBody(a.number("bytes", null), a.count("chunk", "1000")));
        add(
                "redirect",
                "--location /end --hops 3",
                a -> Behaviors.redirect(a.text("location", null), a.count("hops", "1")));
        add("redirect-loop", "", a -> Behaviors.redirectLoop());
        add("close-each", "", a -> Behaviors.closeEach());
        add("close-each-unannounced", "", a -> Faults.closeEachUnannounced());
        add("drop-every-nth", "--n 10", a -> Faults.dropEveryNth(a.count("n", null)));
        add("truncated-body", "", a -> Faults.truncatedBody());
        add("truncated-chunks", "", a -> Faults.truncatedChunks());
        add("hang", "", a -> Faults.hang());
        add(
                "slow-body",
                "--per-byte 100ms --bytes 20",
                a -> Faults.slowBody(a.duration("per-byte", null), a.count("bytes", null)));
        add("slow-header", "--per-byte 100ms", a -> Faults.slowHeader(a.duration("per-byte", null)));
        add("one-in-fifty", "--base 5ms", a -> Faults.oneInFifty(a.duration("base", "0ms")));
        add("reset", "", a -> Faults.reset());
        add("reset-in-body", "", a -> Faults.resetInBody());
        add("garbage", "", a -> Faults.garbage());
        add(
                "raw",
                "--text HTTP/1.1\\r\\n --after close",
                a -> Faults.raw(Escapes.resolve(a.text("text", null)), fate(a.text("after", "keep"))));
    }

    private BehaviorNames() {}

    private static void add(String name, String usage, Function<Arguments, Behavior> factory) {
        ENTRIES.put(name, new Entry((name + " " + usage).trim(), factory));
    }

    private static Reply.After fate(String name) {
        for (Reply.After after : Reply.After.values()) {
            if (after.name().equalsIgnoreCase(name)) {
                return after;
            }
        }
        throw new IllegalArgumentException("--after must be keep, close or reset: " + name);
    }

    /** Makes the behavior of this name. */
    static Behavior make(String name, Arguments arguments) {
        @Nullable Entry entry = ENTRIES.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("unknown behavior: " + name);
        }
        return entry.factory().apply(arguments);
    }

    static Collection<String> names() {
        return ENTRIES.keySet();
    }

    static List<String> usages() {
        return ENTRIES.values().stream().map(Entry::usage).toList();
    }
}
