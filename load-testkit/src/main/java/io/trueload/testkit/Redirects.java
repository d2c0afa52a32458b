// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.net.URI;

/** A chain of redirects that ends with a 200; the hop is counted in the query, so that the server keeps no state. */
final class Redirects implements Behavior {

    private final String location;
    private final String lastPath;
    private final int hops;

    Redirects(String location, int hops) {
        if (hops < 1) {
            throw new IllegalArgumentException("hops must be at least 1: " + hops);
        }
        this.location = location;
        this.lastPath = URI.create(location).getRawPath();
        this.hops = hops;
    }

    @Override
    public Reply reply(Received request) {
        if (request.target().equals(lastPath)) {
            return Reply.now(Answers.ok("ok"));
        }
        int hop = 1 + request.parameter("hop").map(Integer::parseInt).orElse(0);
        String next = hop >= hops ? location : location + "?hop=" + hop;
        return Reply.now(Answers.text(302, "", "Location: " + next));
    }
}
