// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/** The way through an HTTP proxy to a TLS origin: {@code CONNECT} (RFC 9110, section 9.3.6). */
final class ProxyTunnel implements AsyncClientExchangeHandler {

    private final Connector connector;
    private final Origin origin;
    private final IOSession session;
    private Consumer<IOSession> opened = ignored -> {};
    private Consumer<Exception> failed = ignored -> {};
    private boolean done;

    ProxyTunnel(Connector connector, Origin origin, IOSession session) {
        this.connector = connector;
        this.origin = origin;
        this.session = session;
    }

    /** Opens the tunnel and tells one of the two, on the I/O thread. */
    void open(Consumer<IOSession> whenOpened, Consumer<Exception> whenFailed) {
        opened = whenOpened;
        failed = whenFailed;
        session.enqueue(new RequestExecutionCommand(this, HttpCoreContext.create()), Command.Priority.NORMAL);
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        channel.sendRequest(connector.writer().connect(origin), null, context);
    }

    @Override
    public void consumeResponse(HttpResponse response, @Nullable EntityDetails entity, HttpContext context) {
        if (response.getCode() / 100 != 2) {
            failed(new IOException("proxy refused the tunnel with status " + response.getCode()));
            session.close();
        } else {
            done = true;
            opened.accept(session);
        }
    }

    @Override
    public void failed(Exception cause) {
        if (!done) {
            done = true;
            failed.accept(cause);
        }
    }

    @Override
    public void cancel() {
        failed(new IOException("the tunnel through the proxy was closed"));
    }

    @Override
    public void releaseResources() {
        cancel();
    }

    @Override
    public void consumeInformation(HttpResponse response, HttpContext context) throws HttpException {
        throw new ProtocolException("unexpected status " + response.getCode() + " from the proxy");
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public void produce(DataStreamChannel channel) {}

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer source) {
        source.position(source.limit());
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {}
}
