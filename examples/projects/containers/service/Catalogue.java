// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** The service under test. */
final class Catalogue {

    private static final byte[] ITEMS = "[\"apple\",\"pear\",\"plum\"]".getBytes(StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(8080), 1024);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/items", exchange -> {
            exchange.sendResponseHeaders(200, ITEMS.length);
            exchange.getResponseBody().write(ITEMS);
            exchange.close();
        });
        server.start();
    }
}
