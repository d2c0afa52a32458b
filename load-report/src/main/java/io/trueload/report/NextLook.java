// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.Outcome;
import io.trueload.engine.Workload;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** The one thing that is most likely worth looking at next. */
final class NextLook {

    private final LoadResult result;
    private final Trouble trouble;
    private final ExplainedTimes times;

    NextLook(LoadResult result, Trouble trouble, ExplainedTimes times) {
        this.result = result;
        this.trouble = trouble;
        this.times = times;
    }

    String text() {
        Counts counts = result.counts();
        if (counts.dropped() > 0) {
            return "the rate: more requests were due than the plan allows in flight; lower it or raise maxInFlight";
        }
        if (!result.generator().isHealthy()) {
            return "the machine that made the load: what else ran there, and how many processors it may use";
        }
        return mostFrequentError().map(this::failure).orElseGet(this::slowness);
    }

    private String failure(Outcome outcome) {
        return switch (outcome) {
            case BAD_STATUS -> status();
            case CHECK_FAILED -> "the answer that the check objects to: send one request by hand";
            case TIMED_OUT -> "what the service waits for; its log from " + trouble.clock();
            case CONNECT_FAILED ->
                "whether the service listens at " + result.plan().target().getHost() + ":" + port()
                        + ", and for how long it did: its log from " + trouble.clock();
            case CONNECTION_LOST ->
                "why the service or something before it closes connections; its log from " + trouble.clock();
            case PROTOCOL_ERROR -> "whether " + result.plan().target().getScheme() + " and the port belong together";
            case TLS_FAILED -> "the certificate of the service and the authorities that the plan trusts";
            case OK, IN_FLIGHT_AT_END -> slowness();
        };
    }

    private String status() {
        int status = result.statusCodes().entrySet().stream()
                .filter(entry -> !result.plan().accepted().contains(entry.getKey()))
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0);
        if (status == 401 || status == 403) {
            return "the credentials that the requests carry";
        }
        if (status == 429) {
            return "the service's rate limit: it refused the load instead of slowing down";
        }
        if (status >= 500) {
            return "the service's log from " + trouble.clock();
        }
        return status >= 400
                ? "the request: its method, path and headers; send it once by hand"
                : "whether status " + status + " is an answer as expected; if so, accept it";
    }

    private String slowness() {
        if (times.queued()) {
            boolean open = result.plan().workload() instanceof Workload.Open;
            return open
                    ? "what the service can serve at once: requests waited for a connection, all of which it kept busy"
                    : "why connections were slow to become free";
        }
        if (times.connectingDominates()) {
            return "what is slow in opening connections: keep-alive that is off, TLS, or a full backlog";
        }
        if (times.readingDominates()) {
            return "the size of the answers, and the network between";
        }
        return trouble.isConcentrated()
                ? "what the service did from " + trouble.clock() + ": its log, garbage collection, processor limits"
                : "a profile of the service under this load: it was as slow as this all through the run";
    }

    private Optional<Outcome> mostFrequentError() {
        return result.counts().outcomes().entrySet().stream()
                .filter(entry -> entry.getKey().isError() && entry.getValue() > 0)
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }

    private int port() {
        int port = result.plan().target().getPort();
        return port >= 0
                ? port
                : "https".equalsIgnoreCase(result.plan().target().getScheme()) ? 443 : 80;
    }
}
