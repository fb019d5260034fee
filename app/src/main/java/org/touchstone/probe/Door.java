package org.touchstone.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.PlainSentence;
import org.touchstone.foundation.Settings;
import org.touchstone.probe.Fetched.Why;

/**
 * The one way out. A name is looked up once; if any of its addresses may not be reached, none is; and what is connected to is one of
 * these addresses, never the name again, so that an answer that changes in between changes nothing.
 */
@Component
class Door {

    private static final int MOST_ADDRESSES = 3;
    private static final int CONNECT_MILLIS = 4000;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Resolver resolver;
    private final boolean sandbox;
    private final int httpPort;
    private final int httpsPort;

    Door(Resolver resolver, Settings settings) {
        this.resolver = resolver;
        this.sandbox = settings.sandbox();
        this.httpPort = settings.probeHttpPort();
        this.httpsPort = settings.probeHttpsPort();
        if (!sandbox && (httpPort != HTTP || httpsPort != HTTPS)) {
            throw new PlainSentence(
                    "The settings probe-http-port and probe-https-port are for a sandbox only; leave them out.");
        }
    }

    /** The addresses of a host, all of which may be reached. */
    List<InetAddress> addresses(WebAddress web, Deadline deadline) throws Ended {
        var looked = lookUp(web.host(), deadline);
        return switch (looked) {
            case Looked.Nothing<InetAddress>(var why, var detail) ->
                throw new Ended(
                        switch (why) {
                            case NO_SUCH_NAME -> Why.NO_SUCH_NAME;
                            case NO_ANSWER -> Why.NO_ADDRESS;
                            case UNREACHABLE -> Why.DNS_UNREACHABLE;
                        },
                        detail);
            case Looked.Found<InetAddress>(var all, var _) -> {
                for (var address : all) {
                    if (!mayReach(address, web.port())) {
                        throw new Ended(Why.NOT_PUBLIC, address.getHostAddress());
                    }
                }
                yield all.subList(0, Math.min(MOST_ADDRESSES, all.size()));
            }
        };
    }

    private Looked<InetAddress> lookUp(String host, Deadline deadline) throws Ended {
        var asked = CompletableFuture.supplyAsync(() -> resolver.addresses(host), Thread::startVirtualThread);
        try {
            return asked.get(deadline.leftMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Ended(Why.TIME_OUT, null, "looking up the name", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Ended(Why.TIME_OUT, null, "interrupted", e);
        }
    }

    /**
     * Whether a connection may go to an address. In a sandbox the ports that stand for 80 and 443 on this machine may be reached too,
     * and nothing else of it.
     */
    boolean mayReach(InetAddress address, int port) {
        return PublicAddress.isPublic(address) || isSandboxs(address, port);
    }

    private boolean isSandboxs(InetAddress address, int port) {
        return sandbox && address.isLoopbackAddress() && mapped(port) != port;
    }

    private int mapped(int port) {
        return port == HTTP ? httpPort : port == HTTPS ? httpsPort : port;
    }

    /** Connects to the first of some addresses that takes the connection. */
    Socket connect(List<InetAddress> addresses, int port, Deadline deadline) throws IOException {
        IOException last = null;
        for (var address : addresses) {
            try {
                return connect(address, port, deadline);
            } catch (IOException e) {
                if (deadline.isOver()) {
                    throw e;
                }
                last = e;
            }
        }
        throw last == null ? new Ended(Why.NO_ADDRESS, "none") : last;
    }

    /** Connects to an address, and to no other. */
    Socket connect(InetAddress address, int port, Deadline deadline) throws IOException {
        if (!mayReach(address, port)) {
            throw new Ended(Why.NOT_PUBLIC, address.getHostAddress());
        }
        var to = new InetSocketAddress(address, isSandboxs(address, port) ? mapped(port) : port);
        var socket = new Socket();
        deadline.guard(socket);
        try {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.connect(to, Math.min(CONNECT_MILLIS, deadline.leftMillis()));
            if (!socket.getInetAddress().equals(address)) {
                throw new Ended(Why.NOT_PUBLIC, "connected elsewhere");
            }
            return socket;
        } catch (IOException e) {
            deadline.release(socket);
            socket.close();
            if (e instanceof Ended || deadline.isOver()) {
                throw e;
            }
            throw new Ended(
                    e instanceof SocketTimeoutException ? Why.TIME_OUT : Why.REFUSED_CONNECTION,
                    null,
                    address.getHostAddress() + ": " + e.getMessage(),
                    e);
        }
    }
}
