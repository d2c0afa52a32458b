// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.util.List;
import java.util.stream.Stream;

/**
 * A command line that is refused.
 *
 * @param words what is written after {@code trueload}
 * @param lines what is then said on standard error, the name of the command left out
 */
record Refusal(List<String> words, List<String> lines) {

    private static final String HTTP = "http://127.0.0.1:1/";

    /** What the issue asks for by name: each is also run as a process. */
    static final List<Refusal> MAIN = List.of(
            refused("the URL is missing; write trueload [OPTION]... URL, or see trueload --help"),
            refused("URL: the scheme is missing: 127.0.0.1:80; write http://127.0.0.1:80", "127.0.0.1:80"),
            refused(
                    "URL: target is not a URL: http://[::1 (Expected closing bracket for IPv6 address at character 12)",
                    "http://[::1"),
            refused("URL: target must begin with http:// or https://: ftp://a.example/", "ftp://a.example/"),
            refused("unknown option: --cocurrency; did you mean --concurrency?", "--cocurrency", "5", HTTP),
            refused("--requests: requests must be at least 1: 0", "-n", "0", HTTP),
            refused("--concurrency: concurrency must be at least 1: 0", "-c", "0", HTTP),
            refused(
                    "concurrency must not exceed requests: 30 > 20; lower the concurrency or raise the requests",
                    "-n",
                    "20",
                    "-c",
                    "30",
                    HTTP),
            refused("--rate: rate must be a positive number of requests per second: 0/s", "--rate", "0/s", HTTP),
            refused("--rate: rate must be a positive number of requests per second: -5/s", "--rate", "-5/s", HTTP),
            refused("--duration: duration must be longer than zero: 0s", "-z", "0s", HTTP),
            refused("--duration: duration must be longer than zero: -1s", "-z", "-1s", HTTP),
            refused(
                    "--duration: not a duration: '10'; write a number and a unit, such as 250ms, 30s or 1m30s",
                    "-z",
                    "10",
                    HTTP),
            refused(
                    "--header: header must be written as 'Name: value', with a name and a colon",
                    "-H",
                    "nocolon",
                    HTTP),
            refused(
                    "--header: header X must hold visible ASCII characters, blanks and tabs only, no CR or LF: a\\r\\nY: b",
                    "-H",
                    "X: a\r\nY: b",
                    HTTP),
            refused("--method: method must be a token such as GET: GET\\r\\nX: y", "-m", "GET\r\nX: y", HTTP),
            refused(
                    "URL: target must hold visible ASCII characters only; percent-encode the others:"
                            + " http://a.example/\\r\\nX: y",
                    "http://a.example/\r\nX: y"),
            refused("--cacert: cannot be read: /no/such.pem (no such file)", "--cacert", "/no/such.pem", HTTP),
            refused("--body-file: cannot be read: /no/such/file (no such file)", "-D", "/no/such/file", HTTP),
            refused("""
                    --expect: not an expectation: expected a time with its unit, such as 250ms or 1.5s
                      p99 < 250
                            ^
                      write [service|steady] METRIC OP VALUE, such as 'p99 < 250ms', 'error rate = 0%' or 'rate >= 199/s'\
                    """, "--expect", "p99 < 250", HTTP),
            refused(
                    "'p99.9 < 1s' needs at least 1000 requests to mean anything, but the plan sends 200;"
                            + " send more or expect a lower percentile",
                    "--expect",
                    "p99.9 < 1s",
                    HTTP));

    /** The others. */
    static final List<Refusal> MORE = List.of(
            refused("the URL is empty; write trueload [OPTION]... URL, or see trueload --help", ""),
            refused(
                    "one URL can be loaded, not 3; the first is 'Bearer'; put quotes around a value that holds blanks",
                    "-H",
                    "Authorization:",
                    "Bearer",
                    "hunter2",
                    HTTP),
            refused("unknown option: -disable-keepaliv; did you mean -disable-keepalive?", "-disable-keepaliv", HTTP),
            refused("unknown option: --xyzzy; see trueload --help", "--xyzzy=hunter2", HTTP),
            refused("unknown option: -n5; did you mean -n?", "-n5", HTTP),
            refused("missing required parameter for option '--requests' (N); see trueload --help", HTTP, "-n"),
            refused("--requests: not a whole number: 'ten'; write digits, such as 200", "-n", "ten", HTTP),
            refused("--concurrency: must be at most 2147483647: 99999999999", "-c", "99999999999", HTTP),
            refused(
                    "concurrency must not exceed requests: 300 > 200; lower the concurrency or raise the requests",
                    "-c",
                    "300",
                    HTTP),
            refused(
                    "--timeout: must be longer than zero: 0; there is no infinite timeout, write a long one such as 1h",
                    "-t",
                    "0",
                    HTTP),
            refused("--timeout: timeout must be longer than zero: -1s", "-t", "-1", HTTP),
            refused(
                    "--timeout: not a duration: '1.5'; write a number and a unit, such as 250ms, 30s or 1m30s",
                    "-t",
                    "1.5",
                    HTTP),
            refused(
                    "-q excludes --rate and --stage: give one of them; -q is for each connection, --rate for all",
                    "-q",
                    "4",
                    "--rate",
                    "5/s",
                    HTTP),
            refused("-q: rate must be a positive number of requests per second: 0/s", "-q", "0", HTTP),
            refused("-q: not a number: '4/s'; write digits, such as 4 or 0.5", "-q", "4/s", HTTP),
            refused("--arrivals: must be even or poisson: 'odd'", "--rate", "5/s", "--arrivals", "odd", HTTP),
            refused(
                    "--stage: not a stage: 'jump'; write 'hold 200/s 10s' or 'ramp 10/s to 500/s 30s'",
                    "--stage",
                    "jump",
                    HTTP),
            refused(
                    "rate and stages exclude each other; write the rate as a hold stage",
                    "--rate",
                    "5/s",
                    "--stage",
                    "hold 5/s 1s",
                    HTTP),
            refused(
                    "duration and stages exclude each other; the stages have durations",
                    "-z",
                    "5s",
                    "--stage",
                    "hold 5/s 1s",
                    HTTP),
            refused("--body and --body-file exclude each other: give one of them", "-d", "a", "-D", "b", HTTP),
            refused("--auth: must be written as USER:PASSWORD", "-a", "hunter2", HTTP),
            refused("--proxy: proxy must be written as http://host:port", "-x", "joe", HTTP),
            refused("--proxy: proxy must be written as http://host:port", "-x", "http://joe:hunter2@p.example", HTTP),
            refused(
                    "--proxy: must be written as HOST:PORT or http://USER:PASSWORD@HOST:PORT, odd characters"
                            + " percent-encoded",
                    "-x",
                    "joe:hunter2^@p.example:80",
                    HTTP),
            refused(
                    "URL: target must not hold a user name or password; give them as basic authentication",
                    "http://joe:hunter2@a.example/"),
            refused("streams need HTTP/2: 4 streams with HTTP/1.1", "--streams", "4", HTTP),
            refused("redirects must be between 0 and 50: 51", "--redirects", "51", HTTP),
            refused(
                    "-disable-redirects and --redirects exclude each other: give one of them",
                    "-disable-redirects",
                    "--redirects",
                    "1",
                    HTTP),
            refused("-cpus: must be at least 1: 0", "-cpus", "0", HTTP),
            refused("--cert: cannot be read: /no/such.pem (no such file)", "--cert", "/no/such.pem", HTTP),
            refused("--key: cannot be read: / (Is a directory)", "--cert", "/dev/null", "--key", "/", HTTP),
            refused("--cert: a client certificate needs both files: key is missing", "--cert", "/dev/null", HTTP),
            refused(
                    "--ok: not a set of status codes: '2yy'; write it like 2xx,3xx or 200,404 or 200-299",
                    "--ok",
                    "2yy",
                    HTTP),
            refused("--output: must be one of text, csv, json, quiet: 'yaml'", "-o", "yaml", HTTP),
            refused("--seed: not a whole number: 'x'; write digits, such as 200", "--seed", "x", HTTP),
            refused(
                    "--demo loads a service of its own; leave out the URL 'http://127.0.0.1:1/', or leave out --demo",
                    "--demo",
                    HTTP),
            refused("--demo speaks HTTP/1.1 only; leave out -h2", "--demo", "-h2"),
            new Refusal(
                    List.of("-c", "0", "-t", "x", "-o", "yaml", "ftp://a"),
                    List.of(
                            "URL: target must begin with http:// or https://: ftp://a",
                            "--concurrency: concurrency must be at least 1: 0",
                            "--timeout: not a duration: 'x'; write a number and a unit, such as 250ms, 30s or 1m30s",
                            "--output: must be one of text, csv, json, quiet: 'yaml'")));

    static final List<Refusal> ALL = Stream.concat(MAIN.stream(), MORE.stream()).toList();

    private static Refusal refused(String line, String... words) {
        return new Refusal(List.of(words), List.of(line));
    }

    String stderr() {
        var text = new StringBuilder();
        lines.forEach(line -> text.append("trueload: ").append(line).append('\n'));
        return text.toString();
    }

    @Override
    public String toString() {
        return String.join(" ", words).replace("\r\n", "\\r\\n");
    }
}
