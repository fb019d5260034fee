package org.touchstone.sandbox;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Where names are asked for: one port, UDP and TCP (RFC 1035, 4.2). */
final class DnsDoor implements Closeable {

    private static final int LARGEST_QUESTION = 4_096;
    private static final int IDLE_MS = 10_000;
    private static final int WAITING_CONNECTIONS = 256;
    private static final int TRIES = 50;

    private final DnsAnswers answers;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final DatagramSocket udp;
    private final ServerSocket tcp;

    /** Listens on this port of the loopback address from now on; on one that is free for both if it is 0. */
    DnsDoor(int port, DnsAnswers answers) throws IOException {
        this.answers = answers;
        Sockets sockets = bound(port);
        udp = sockets.udp();
        tcp = sockets.tcp();
        threads.execute(this::listenToDatagrams);
        threads.execute(this::listenToConnections);
    }

    private record Sockets(DatagramSocket udp, ServerSocket tcp) {}

    private static Sockets bound(int port) throws IOException {
        @Nullable BindException taken = null;
        for (int i = 0; i < TRIES; i++) {
            DatagramSocket udp = new DatagramSocket(address(port));
            try {
                var tcp = new ServerSocket();
                tcp.bind(address(udp.getLocalPort()), WAITING_CONNECTIONS);
                return new Sockets(udp, tcp);
            } catch (BindException e) {
                udp.close();
                taken = e;
                if (port != 0) {
                    throw e;
                }
            }
        }
        throw taken == null ? new BindException() : taken;
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(Sandbox.LOOPBACK), port);
    }

    int port() {
        return tcp.getLocalPort();
    }

    private void listenToDatagrams() {
        while (!udp.isClosed()) {
            var packet = new DatagramPacket(new byte[LARGEST_QUESTION], LARGEST_QUESTION);
            try {
                udp.receive(packet);
                threads.execute(() -> answer(packet));
            } catch (IOException e) {
                // closed, or a question that could not be read; its sender will ask again
            }
        }
    }

    private void answer(DatagramPacket question) {
        byte[] asked = Arrays.copyOf(question.getData(), question.getLength());
        Optional<byte[]> answer = answers.answer(asked, true);
        try {
            if (answer.isPresent()) {
                udp.send(new DatagramPacket(answer.get(), answer.get().length, question.getSocketAddress()));
            }
        } catch (IOException e) {
            // whoever asked is gone
        }
    }

    private void listenToConnections() {
        while (!tcp.isClosed()) {
            try {
                Socket connection = tcp.accept();
                threads.execute(() -> converse(connection));
            } catch (IOException e) {
                // closed, or a connection that came to nothing
            }
        }
    }

    /** Answers one question after another until the other side has none left. */
    private void converse(Socket connection) {
        try (connection;
                var in = new DataInputStream(connection.getInputStream());
                var out = new DataOutputStream(connection.getOutputStream())) {
            connection.setSoTimeout(IDLE_MS);
            while (true) {
                byte[] question = new byte[in.readUnsignedShort()];
                in.readFully(question);
                Optional<byte[]> answer = answers.answer(question, false);
                if (answer.isEmpty()) {
                    return;
                }
                var framed = new byte[answer.get().length + 2];
                framed[0] = (byte) (answer.get().length >> 8);
                framed[1] = (byte) answer.get().length;
                System.arraycopy(answer.get(), 0, framed, 2, answer.get().length);
                out.write(framed);
            }
        } catch (IOException e) {
            // ended by the other side
        }
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
        threads.shutdownNow();
        threads.close();
    }
}
