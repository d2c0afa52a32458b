// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.cli.CommandProcess.Ended;
import io.trueload.testkit.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks that swallow packets or send them back: the command in one network, and a router to all others beyond it. */
class FirewallIT {

    private static final String US = "10.77.0.1";
    private static final String ROUTER = "10.77.0.2";
    private static final String SWALLOWED = "10.88.0.1";
    private static final String UNREACHABLE = "10.88.0.2";
    private static final String PROHIBITED = "10.88.0.3";

    private static NetworkNamespace own;
    private static NetworkNamespace router;
    private static ServerProcess server;

    @BeforeAll
    static void connectNetworks() {
        own = NetworkNamespace.open();
        router = NetworkNamespace.open();
        own.ip("link add inside type veth peer name outside netns " + router.pid());
        own.ip("address add " + US + "/24 dev inside");
        own.ip("link set inside up");
        router.ip("address add " + ROUTER + "/24 dev outside");
        router.ip("link set outside up");
        own.ip("route add default via " + ROUTER);
        router.ip("route add blackhole " + SWALLOWED);
        router.ip("route add unreachable " + UNREACHABLE);
        router.ip("route add prohibit " + PROHIBITED);
        router.run("sh", "-c", "cd /proc/sys/net/ipv4 && echo 1 > ip_forward && echo 0 > icmp_ratelimit");
        server = ServerProcess.startBy(router.words(), ROUTER, "fixed-delay", "--delay", "1ms");
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
        for (NetworkNamespace network : new NetworkNamespace[] {own, router}) {
            if (network != null) {
                network.close();
            }
        }
    }

    @Test
    void swallowedPackets_areNoConnectionWithinTheConnectTimeout() {
        Ended ended = run("-n", "20", "-c", "20", "-t", "10", "--connect-timeout", "1s", to(SWALLOWED));

        assertThat(ended.code()).as(ended.stdout()).isEqualTo(1);
        assertThat(ended.number("connectFailed")).isEqualTo(20);
        assertThat(ended.stdout()).contains("\"no connection within 1s\"");
        assertThat(ended.number("elapsedSeconds")).isBetween(1.0, 3.0);
    }

    @Test
    void swallowedPackets_whenTheDeadlineComesFirst_areTimeOuts() {
        Ended ended = run("--rate", "50/s", "-n", "100", "-t", "1", "--connect-timeout", "2s", to(SWALLOWED));

        assertThat(ended.code()).as(ended.stdout()).isEqualTo(1);
        assertThat(ended.number("timedOut")).isEqualTo(100);
        assertThat(ended.number("min")).isEqualTo(1000);
        assertThat(ended.number("max")).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource({UNREACHABLE, PROHIBITED})
    void packetsSentBack_areConnectionsThatFailedAtOnce(String address) {
        // Few, since Linux sends no more than a handful of refusals at once, and one a second after that.
        Ended ended = run("-n", "2", "-c", "2", "-t", "20", "--connect-timeout", "20s", to(address));

        assertThat(ended.code()).as(ended.stdout()).isEqualTo(1);
        assertThat(ended.number("connectFailed")).isEqualTo(2);
        assertThat(ended.stdout()).contains("\"no route to host\"").doesNotContain("no connection within");
        assertThat(ended.number("elapsedSeconds")).isLessThan(10);
    }

    @ParameterizedTest
    @CsvSource({
        "route add blackhole " + US + ", route del blackhole " + US,
        "link set outside down, link set outside up"
    })
    void networkThatDiesInTheRun_isTimeOutsAtTheDeadline_andNoHang(String death, String cure) {
        long before = server.hits();
        try (CommandProcess command = start(
                "--rate",
                "50/s",
                "-z",
                "2s",
                "-t",
                "1",
                "--connect-timeout",
                "5s",
                server.uri("/").toString())) {
            Condition.await("half a second of the run is over", () -> server.hits() - before > 25);
            router.ip(death);
            Ended ended;
            try {
                ended = command.await();
            } finally {
                router.ip(cure);
            }

            double ok = ended.number("ok");
            // The answer to the last of those that arrived may have met the dead network.
            assertThat(ok).isGreaterThanOrEqualTo(25);
            assertThat(ended.number("timedOut")).isEqualTo(100 - ok).isGreaterThan(25);
            assertThat(ended.number("max")).isEqualTo(1000);
            assertThat(ended.number("elapsedSeconds")).isBetween(2.0, 5.0);
            assertThat(server.hits() - before).isBetween((long) ok, 100L);
        }
    }

    private static String to(String address) {
        return "http://" + address + "/";
    }

    private static Ended run(String... words) {
        try (CommandProcess command = start(words)) {
            return command.await();
        }
    }

    private static CommandProcess start(String... words) {
        List<String> all = new ArrayList<>(List.of("--no-priming", "-o", "json"));
        all.addAll(List.of(words));
        return CommandProcess.startBy(own.words(), List.of(), all.toArray(new String[0]));
    }
}
