// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One client's connection to a {@link TestProxy}. Confined to its thread. */
final class ProxyConnection {

    private final Socket client;
    private final TestProxy proxy;
    private final RequestParser parser = new RequestParser();
    private final byte[] buffer = new byte[16 * 1024];
    private @Nullable Socket target;
    private @Nullable String targetAuthority;

    ProxyConnection(Socket client, TestProxy proxy) {
        this.client = client;
        this.proxy = proxy;
    }

    void serve() {
        try {
            for (var parsed = next(); parsed != null; parsed = next()) {
                if (!proxy.permits(parsed.head())) {
                    client.getOutputStream()
                            .write(Answers.text(407, "", "Proxy-Authenticate: Basic realm=\"testkit\""));
                } else if (parsed.head().method().equals("CONNECT")) {
                    tunnel(parsed.head().target());
                    return;
                } else {
                    forward(parsed);
                }
            }
            end();
        } catch (IOException | IllegalArgumentException e) {
            fail(e);
        }
    }

    private RequestParser.@Nullable Parsed next() throws IOException {
        var parsed = parser.next();
        while (parsed == null) {
            int length = client.getInputStream().read(buffer);
            if (length < 0) {
                return null;
            }
            parser.feed(ByteBuffer.wrap(buffer, 0, length));
            parsed = parser.next();
        }
        return parsed;
    }

    private void tunnel(String authority) throws IOException {
        int colon = authority.lastIndexOf(':');
        int port = Integer.parseInt(authority.substring(colon + 1));
        Socket end = proxy.connect(authority.substring(0, colon), port, true);
        byte[] established = "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        client.getOutputStream().write(established);
        proxy.relay(client, end);
        proxy.relay(end, client);
    }

    private void forward(RequestParser.Parsed parsed) throws IOException {
        URI uri = URI.create(parsed.head().target());
        if (uri.getHost() == null || uri.getRawAuthority() == null) {
            throw new IllegalArgumentException("not in absolute form: " + uri);
        }
        if (target == null) {
            targetAuthority = uri.getRawAuthority();
            target = proxy.connect(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort(), false);
            // Copied back byte for byte: answers keep their framing, so they need not be understood here.
            proxy.relay(target, client);
        } else if (!uri.getRawAuthority().equals(targetAuthority)) {
            throw new IllegalArgumentException("a second target on one connection: " + uri);
        }
        proxy.countRequest();
        send(parsed, uri, target.getOutputStream());
    }

    private static void send(RequestParser.Parsed parsed, URI uri, OutputStream out) throws IOException {
        RequestHead head = parsed.head();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var text = new StringBuilder(head.method() + " " + path + query + " HTTP/1.1\r\n");
        for (Header header : head.headers()) {
            // The body has been decoded if it was chunked, so its framing is said anew.
            if (!header.name().toLowerCase(Locale.ROOT).startsWith("proxy-")
                    && !header.isNamed("Content-Length")
                    && !header.isNamed("Transfer-Encoding")) {
                text.append(header).append("\r\n");
            }
        }
        if (parsed.body().length > 0) {
            text.append("Content-Length: ").append(parsed.body().length).append("\r\n");
        }
        byte[] bytes = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        out.write(Answers.join(bytes, parsed.body()));
    }

    private void fail(Exception reason) {
        try {
            if (target == null) {
                client.getOutputStream().write(Answers.text(502, reason + "\n", "Connection: close"));
            }
        } catch (IOException e) {
            // The client has gone and cannot be told.
        }
        end();
    }

    private void end() {
        proxy.drop(client);
        Socket open = target;
        if (open != null) {
            proxy.drop(open);
        }
    }
}
