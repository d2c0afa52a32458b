// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.Outcome;
import io.trueload.engine.Verdict.Kind;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The one thing that is most likely worth looking at next. */
final class NextLook {

    /** From this share of requests on, failures matter more than a percentile that was missed. */
    private static final double MANY_ERRORS = 0.01;

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
        Kind kind = result.verdict().kind();
        if (counts.dropped() > 0) {
            return "the rate: more requests were due than the plan allows in flight; lower it or raise maxInFlight";
        }
        // A miss that the generator cannot explain is the target's.
        if (kind == Kind.INVALID || kind != Kind.FAIL && !result.generator().isHealthy()) {
            return "the machine that made the load: what else ran there, and how many processors it may use";
        }
        if (counts.sent() == 0) {
            return "what ended the run before its first request";
        }
        boolean failures = trouble.isOfFailures() || counts.errorRate() >= MANY_ERRORS || counts.answered() == 0;
        List<String> shortages = result.target().findings();
        if (kind == Kind.FAIL && !shortages.isEmpty() && (!failures || isOfLostAnswers(mostFrequentError()))) {
            return "the target's container: " + shortages.get(0);
        }
        if (failures) {
            return failure(mostFrequentError());
        }
        return switch (kind) {
            case PASS -> "nothing: the run was as expected";
            case INCONCLUSIVE -> "a longer run: these samples can't carry what is expected";
            case FAIL, INVALID -> slowness();
        };
    }

    /** Returns whether a lack of processors or memory, or an end of the container, may be the reason of an outcome. */
    private static boolean isOfLostAnswers(Outcome outcome) {
        return switch (outcome) {
            case TIMED_OUT, IN_FLIGHT_AT_END, CONNECT_FAILED, CONNECTION_LOST -> true;
            case OK, BAD_STATUS, CHECK_FAILED, PROTOCOL_ERROR, TLS_FAILED -> false;
        };
    }

    private String failure(Outcome outcome) {
        return switch (outcome) {
            case BAD_STATUS -> status();
            case CHECK_FAILED -> "the answer that the check objects to: send one request by hand";
            case TIMED_OUT, IN_FLIGHT_AT_END -> "what the service waits for; its log from " + trouble.clock();
            case CONNECT_FAILED ->
                "whether the service listens at " + address()
                        + (result.plan().transport().proxy() == null ? "" : " and the proxy reaches it")
                        + "; its log from " + trouble.clock();
            case CONNECTION_LOST ->
                "why the service or something before it closes connections; its log from " + trouble.clock();
            case PROTOCOL_ERROR ->
                "whether what listens at " + address() + " speaks "
                        + result.plan().target().getScheme();
            case TLS_FAILED -> "the certificate of the service and the authorities that the plan trusts";
            case OK -> slowness();
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
                : "whether status " + status + " is the answer that was wanted: the plan does not accept it";
    }

    private String slowness() {
        if (times.queued()) {
            return "how many requests the service can serve at once: it kept all connections busy while others waited";
        }
        if (times.connectingDominates()) {
            return "what is slow in opening connections: keep-alive that is off, TLS, or a full backlog";
        }
        if (times.readingDominates()) {
            return "the size of the answers, and the network between";
        }
        if (trouble.isConcentrated()) {
            return "what the service did from " + trouble.clock() + ": its log, garbage collection, processor limits";
        }
        return trouble.isAllThrough()
                ? "a profile of the service under this load: it was slow all through the run"
                : "what the service does now and then: garbage collection, jobs on a timer, caches that expire";
    }

    /** Returns how most requests that failed ended; without any, nothing was answered before the run ended. */
    private Outcome mostFrequentError() {
        return result.counts().outcomes().entrySet().stream()
                .filter(entry -> entry.getKey().isError() && entry.getValue() > 0)
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse(Outcome.IN_FLIGHT_AT_END);
    }

    private String address() {
        URI target = result.plan().target();
        int port = target.getPort() >= 0 ? target.getPort() : "https".equalsIgnoreCase(target.getScheme()) ? 443 : 80;
        return target.getHost() + ":" + port;
    }
}
