// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.benchmarks;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.trueload.engine.LoadResult;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** Prints what annotated tests take beyond their plans' own time, the first of a JVM and the later ones, in ms. */
final class LoadTestOverhead {

    private static final List<Duration> PLANNED = new ArrayList<>();

    private LoadTestOverhead() {}

    /** Runs the tests against the URI that is the first argument; reports go to the folder that is the second. */
    public static void main(String[] arguments) {
        Annotated.service = URI.create(arguments[0]);
        List<Event> events = EngineTestKit.engine("junit-jupiter")
                .selectors(
                        selectClass(First.class),
                        selectClass(Second.class),
                        selectClass(Third.class),
                        selectClass(Fourth.class))
                .enableImplicitConfigurationParameters(false)
                .configurationParameter("trueload.output-dir", arguments[1])
                .execute()
                .testEvents()
                .list();
        List<Event> started = of(events, EventType.STARTED);
        List<Event> finished = of(events, EventType.FINISHED);
        if (PLANNED.size() != started.size()) {
            throw new IllegalStateException("a test failed: " + finished);
        }
        for (int i = 0; i < PLANNED.size(); i++) {
            Duration taken = Duration.between(
                    started.get(i).getTimestamp(), finished.get(i).getTimestamp());
            System.out.printf(
                    Locale.ROOT,
                    "%s %.1f%n",
                    i == 0 ? "first" : "later",
                    taken.minus(PLANNED.get(i)).toNanos() / 1e6);
        }
    }

    private static List<Event> of(List<Event> events, EventType type) {
        return events.stream().filter(event -> event.getType() == type).toList();
    }

    abstract static class Annotated {

        @LoadTarget
        static URI service = URI.create("http://not-yet-known.invalid");

        @LoadTest(rate = "200/s", duration = "1s")
        void load(LoadResult result) {
            PLANNED.add(result.elapsed());
        }
    }

    static class First extends Annotated {}

    static class Second extends Annotated {}

    static class Third extends Annotated {}

    static class Fourth extends Annotated {}
}
