// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.RequestSpec;
import io.trueload.engine.internal.http.Failure.Progress;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.reactor.Command;
import org.jspecify.annotations.Nullable;

/** One request and its answer on one connection, between HttpCore's events and the {@link Exchange}. */
final class GeneralExchange implements AsyncClientExchangeHandler, Connection.Waiting {

    /** Set once, by whoever ends the exchange first: its I/O thread or an end from outside. */
    private static final VarHandle HAS_LEFT;

    /** Set once: by the thread that puts the exchange on a connection, or by an end from outside that is faster. */
    private static final VarHandle FATE;

    private static final int UNDECIDED = 0;
    private static final int SUBMITTED = 1;
    private static final int GIVEN_UP = 2;

    static {
        try {
            HAS_LEFT = MethodHandles.lookup().findVarHandle(GeneralExchange.class, "hasLeft", boolean.class);
            FATE = MethodHandles.lookup().findVarHandle(GeneralExchange.class, "fate", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final GeneralSender sender;
    private final GeneralSlot slot;
    private final Connection connection;
    private final RequestSpec spec;
    private final Exchange exchange;
    private final int redirects;
    private final HttpCoreContext context;
    private final ByteBuffer body;
    /** Only HTTP/2 has streams that end before their connection. */
    private final @Nullable Cancellation cancellation;

    private volatile @Nullable OpenSession session;
    private volatile @Nullable GeneralExchange successor;
    private volatile boolean abandoned;
    private int fate = UNDECIDED;
    private boolean reportsConnecting;
    private boolean hasLeft;
    private boolean wasOpen;
    private boolean reopened;
    private boolean done;
    private Progress progress = Progress.CONNECTING;
    private boolean endsWithConnection;
    private int interimAnswers;
    private int status;
    private long bodyBytes;
    private @Nullable RequestSpec redirected;
    private @Nullable Connection redirectedTo;
    private @Nullable KeptAnswer kept;

    GeneralExchange(
            GeneralSender sender, GeneralSlot slot, Connection connection, RequestSpec spec, Exchange exchange) {
        this(sender, slot, connection, spec, exchange, 0, slot.context());
        reportsConnecting = true;
    }

    private GeneralExchange(
            GeneralSender sender,
            GeneralSlot slot,
            Connection connection,
            RequestSpec spec,
            Exchange exchange,
            int redirects,
            HttpCoreContext context) {
        this.sender = sender;
        this.slot = slot;
        this.connection = connection;
        this.spec = spec;
        this.exchange = exchange;
        this.redirects = redirects;
        this.context = context;
        this.body = spec.bodyBuffer();
        this.cancellation = sender.connector().transport().http2() ? new Cancellation() : null;
    }

    void execute() {
        connection.execute(this);
    }

    /** Ends the exchange from outside: by leaving the connection to the other streams in HTTP/2, else by closing it. */
    void abandon() {
        abandoned = true;
        GeneralExchange next = successor;
        if (next != null) {
            next.abandon();
        } else if ((int) FATE.compareAndExchange(this, UNDECIDED, GIVEN_UP) != SUBMITTED) {
            connection.forget(this);
        } else {
            abandonOn(requireNonNull(session, "session"));
        }
    }

    private void abandonOn(OpenSession current) {
        if (!connection.isHttp2(current)) {
            connection.discard(current);
        } else {
            // HttpCore resets a cancelled stream only when more comes on it, perhaps never: hence a new connection.
            requireNonNull(cancellation).cancel();
            leave();
            connection.retire(current);
        }
    }

    @Override
    public void opening(long nanos) {
        if (reportsConnecting) {
            reportsConnecting = false;
            exchange.connecting(nanos);
        }
    }

    @Override
    public void opened(Connection opened, OpenSession openSession, boolean open) {
        if (!abandoned) {
            submit(openSession, open);
        }
    }

    /** Puts the exchange on a session of its connection. */
    void submit(OpenSession openSession, boolean open) {
        int underWay = openSession.began();
        if (connection.isHttp2(openSession) && underWay > openSession.peer.mostStreams()) {
            queued(sender.connector().now());
        }
        session = openSession;
        wasOpen = open;
        if (!FATE.compareAndSet(this, UNDECIDED, SUBMITTED)) {
            // No longer wanted, and the session may carry the next request already.
            openSession.ended();
            return;
        }
        openSession.session.enqueue(
                new RequestExecutionCommand(this, null, cancellation, context), Command.Priority.NORMAL);
        if (abandoned) {
            // By somebody who found the session, but not yet the exchange in its queue.
            abandon();
        }
    }

    @Override
    public void notOpened(Exception cause) {
        failed(cause);
    }

    /** Has to wait for a stream on an open connection, whose peer allows no more at once. */
    private void queued(long nanos) {
        if (redirects == 0) {
            exchange.queued(nanos);
        }
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        OpenSession current = session;
        if (abandoned || current == null) {
            throw new RequestNotExecutedException();
        }
        boolean http2 = connection.isHttp2(current);
        if (!http2 && sender.connector().transport().streams() > 1) {
            throw new ProtocolException("the target speaks HTTP/1.1 only, which has no streams");
        }
        connection.permitRequest(redirects > 0);
        current.measuredBy(HttpCoreContext.cast(context).getEndpointDetails());
        progress = Progress.SENT;
        boolean hasBody = body.hasRemaining();
        if (redirects == 0) {
            exchange.sent(sender.connector().now());
        }
        channel.sendRequest(
                slot.request(spec, connection.origin(), http2),
                hasBody ? new BasicEntityDetails(body.remaining(), null) : null,
                context);
        if (!hasBody) {
            written();
        }
    }

    private void written() {
        if (redirects == 0) {
            exchange.written(sender.connector().now());
        }
    }

    @Override
    public int available() {
        return body.remaining();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        while (body.hasRemaining() && channel.write(body) > 0) {
            // The loop is the work.
        }
        if (!body.hasRemaining()) {
            channel.endStream();
            written();
        }
    }

    @Override
    public void consumeInformation(HttpResponse response, HttpContext context) throws HttpException {
        if (response.getCode() == 101) {
            throw new ProtocolException("unexpected 101 Switching Protocols");
        }
        if (++interimAnswers > HeadParser.MOST_INTERIM_ANSWERS) {
            throw new ProtocolException("more than " + HeadParser.MOST_INTERIM_ANSWERS + " interim answers");
        }
    }

    @Override
    public void consumeResponse(HttpResponse response, @Nullable EntityDetails entity, HttpContext context)
            throws HttpException, IOException {
        long now = sender.connector().now();
        progress = Progress.ANSWERING;
        status = response.getCode();
        spoke(response.getVersion());
        if (sender.connector().transport().redirects() > 0) {
            prepareRedirect(response);
        }
        if (redirected == null) {
            exchange.firstByte(now);
        }
        if (sender.keepsResponses() && redirected == null) {
            kept = new KeptAnswer(status, AnswerHeaders.of(response));
        }
        endsWithConnection = entity != null && entity.getContentLength() == ContentLengthStrategy.UNDEFINED;
        if (entity == null) {
            complete();
        }
    }

    private void spoke(@Nullable ProtocolVersion version) {
        if (version != null) {
            sender.spoke(version.getMajor() == 2 ? "HTTP/2" : version.toString());
        }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer source) throws IOException {
        bodyBytes += source.remaining();
        KeptAnswer answer = kept;
        if (answer == null) {
            source.position(source.limit());
        } else {
            answer.add(source);
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends org.apache.hc.core5.http.Header> trailers) {
        OpenSession current = session;
        if (endsWithConnection && current != null && !connection.isHttp2(current) && current.isCutOff()) {
            // RFC 9112, section 9.8: without TLS's own farewell nobody knows whether that was all.
            failed(new SSLException("closed without close_notify"));
        } else {
            complete();
        }
    }

    @Override
    public void failed(Exception cause) {
        if (done) {
            return;
        }
        done = true;
        leave();
        OpenSession current = session;
        if (progress == Progress.CONNECTING && current != null && !abandoned && mayReopen(current)) {
            // The peer closed an idle connection before anything was written: as if that had been known before.
            connection.retire(current);
            GeneralExchange next = new GeneralExchange(sender, slot, connection, spec, exchange, redirects, context);
            next.reopened = true;
            next.reportsConnecting = reportsConnecting;
            goOn(next);
            return;
        }
        boolean onKept = progress == Progress.SENT && current != null && connection.mayHaveGone(current);
        Failure failure = Failure.of(cause, onKept ? Progress.SENT_ON_KEPT : progress);
        report();
        exchange.failed(sender.connector().now(), failure.outcome(), failure.message());
    }

    @Override
    public void cancel() {
        failed(new ConnectionClosedException());
    }

    @Override
    public void releaseResources() {
        // Whatever the library does, no request may be left without an end; most have one.
        if (!done) {
            failed(new ConnectionClosedException());
        }
        report();
    }

    private void complete() {
        if (done) {
            return;
        }
        done = true;
        report();
        leave();
        OpenSession current = session;
        if (!sender.connector().transport().keepAlive() && current != null) {
            connection.discard(current);
        }
        RequestSpec next = redirected;
        Connection nextConnection = redirectedTo;
        if (next != null && nextConnection != null) {
            goOn(new GeneralExchange(sender, slot, nextConnection, next, exchange, redirects + 1, context));
            return;
        }
        KeptAnswer answer = kept;
        exchange.answered(sender.connector().now(), status, bodyBytes, answer == null ? null : answer.response());
    }

    /** Returns whether the connection was lost to the request by no fault of a fresh one, which would go on forever. */
    private boolean mayReopen(OpenSession lost) {
        return wasOpen && !reopened || lost.isRetired();
    }

    /** Leaves the rest to another exchange, and hands on that this one is abandoned, whenever that happens. */
    private void goOn(GeneralExchange next) {
        successor = next;
        if (!abandoned) {
            next.execute();
        }
        if (abandoned) {
            next.abandon();
        }
    }

    /** Counts the exchange as ended on its connection. */
    private void leave() {
        OpenSession current = session;
        if (current != null && HAS_LEFT.compareAndSet(this, false, true)) {
            current.ended();
        }
    }

    private void prepareRedirect(HttpResponse response) throws HttpException {
        Redirect redirect = Redirect.of(response, spec, connection.origin());
        if (redirect == null) {
            return;
        }
        if (redirects >= sender.connector().transport().redirects()) {
            throw new ProtocolException(
                    "redirected more than " + sender.connector().transport().redirects() + " times");
        }
        redirected = redirect.request();
        redirectedTo = slot.connection(redirect.origin());
    }

    private void report() {
        OpenSession current = session;
        if (current != null && progress != Progress.CONNECTING) {
            current.reportTo(exchange);
        }
    }
}
