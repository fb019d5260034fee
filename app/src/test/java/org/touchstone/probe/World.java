package org.touchstone.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.touchstone.foundation.Settings;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A web of its own on the loopback: a server of names over UDP and servers that answer whatever a test makes them answer. */
final class World implements AutoCloseable {

    /** What a server does with a question: the first line of it, without version, is given. */
    interface Behaviour {
        void answer(String request, OutputStream out) throws IOException, InterruptedException;
    }

    private final DatagramSocket dns;
    private final ServerSocket http;
    private @Nullable ServerSocket https;
    private final Map<String, Queue<List<Record>>> names = new ConcurrentHashMap<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();

    World() throws IOException {
        dns = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        http = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::answerNames);
        Thread.startVirtualThread(() -> serve(http));
    }

    /** Lets a server answer for https too. */
    World secured(ServerSocket server) {
        https = server;
        Thread.startVirtualThread(() -> serve(server));
        return this;
    }

    int dnsPort() {
        return dns.getLocalPort();
    }

    int httpPort() {
        return http.getLocalPort();
    }

    /** What was asked, as {@code NAME TYPE}. */
    List<String> questions() {
        return questions;
    }

    /** Requests that came, as {@code HOST /path}. */
    List<String> requests() {
        return requests;
    }

    Settings settings(boolean sandbox, Map<String, String> more) {
        var values = new HashMap<String, String>();
        values.put("touchstone.sandbox", String.valueOf(sandbox));
        values.put("touchstone.base-url", "https://touchstone.example");
        values.put("touchstone.probe-dns", "127.0.0.1:" + dnsPort());
        if (sandbox) {
            values.put("touchstone.probe-http-port", String.valueOf(httpPort()));
            if (https != null) {
                values.put("touchstone.probe-https-port", String.valueOf(https.getLocalPort()));
            }
        }
        more.forEach((name, value) -> values.put("touchstone." + name, value));
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("touchstone", Settings.class);
    }

    Settings settings() {
        return settings(true, Map.of());
    }

    Resolver resolver() {
        return resolver(Duration.ofSeconds(3));
    }

    Resolver resolver(Duration patience) {
        return new Resolver(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), dnsPort())), patience);
    }

    Door door(Settings settings) {
        return new Door(resolver(), settings);
    }

    Fetcher fetcher() {
        return fetcher(settings());
    }

    /** One that waits for the server of names a short time only. */
    Fetcher impatient() {
        var settings = settings();
        return new Fetcher(new Door(resolver(Duration.ofMillis(300)), settings), new Trust(settings), settings);
    }

    Fetcher fetcher(Settings settings) {
        return new Fetcher(door(settings), new Trust(settings), settings);
    }

    /** What a name means, once; the last thing given is given again. */
    World name(String name, Record... records) {
        for (var record : records) {
            names.computeIfAbsent(key(name, record.getType()), n -> new ConcurrentLinkedQueue<>())
                    .add(List.of(record));
        }
        return this;
    }

    World names(String name, int type, List<Record> records) {
        names.computeIfAbsent(key(name, type), n -> new ConcurrentLinkedQueue<>())
                .add(records);
        return this;
    }

    /** A host at 127.0.0.1. */
    World host(String name) {
        return name(name, address(name, "127.0.0.1"));
    }

    /** Every question about a name fails; with -1 nothing is answered. */
    World failing(String name, int code) {
        failures.put(name, code);
        return this;
    }

    World behave(String host, String path, Behaviour behaviour) {
        behaviours.put(host + " " + path, behaviour);
        return this;
    }

    World page(String host, String path, String html) {
        return behave(
                host,
                path,
                (request, out) -> out.write(ok("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))));
    }

    static byte[] ok(String type, byte[] content, String... headers) {
        var head = new StringBuilder(
                "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + content.length + "\r\n");
        for (var header : headers) {
            head.append(header).append("\r\n");
        }
        var all = new java.io.ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(content);
        return all.toByteArray();
    }

    static byte[] redirect(String to) {
        return ("HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    static Record address(String name, String address) {
        try {
            var inet = InetAddress.getByName(address);
            var dnsName = Name.fromString(name, Name.root);
            return inet.getAddress().length == 4
                    ? new org.xbill.DNS.ARecord(dnsName, org.xbill.DNS.DClass.IN, 60, inet)
                    : new org.xbill.DNS.AAAARecord(dnsName, org.xbill.DNS.DClass.IN, 60, inet);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String key(String name, int type) {
        return name + " " + Type.string(type);
    }

    private void answerNames() {
        var buffer = new byte[2048];
        while (!dns.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                dns.receive(packet);
                var query = new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
                var reply = reply(query);
                if (reply != null) {
                    var bytes = reply.toWire();
                    dns.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // The next one.
            }
        }
    }

    private @Nullable Message reply(Message query) {
        var question = query.getQuestion();
        var name = question.getName().toString(true);
        questions.add(key(name, question.getType()));
        var reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.RA);
        reply.addRecord(question, Section.QUESTION);
        var failure = failures.get(name);
        if (failure != null) {
            if (failure < 0) {
                return null;
            }
            reply.getHeader().setRcode(failure);
            return reply;
        }
        var aliases = names.get(key(name, Type.CNAME));
        var answers = aliases == null ? names.get(key(name, question.getType())) : aliases;
        if (answers != null) {
            var records = answers.size() > 1 ? answers.remove() : answers.element();
            records.forEach(record -> reply.addRecord(record, Section.ANSWER));
        } else if (names.keySet().stream().noneMatch(known -> known.startsWith(name + " "))) {
            reply.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        return reply;
    }

    private void serve(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException e) {
                // Closed, or a handshake that failed.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            var lines = new ArrayList<String>();
            for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                lines.add(line);
            }
            if (lines.isEmpty()) {
                return;
            }
            var host = lines.stream()
                    .filter(line -> line.startsWith("Host: "))
                    .map(line -> line.substring(6))
                    .findFirst()
                    .orElse("");
            var target = lines.getFirst().split(" ")[1];
            requests.add(host + " " + target);
            var behaviour = behaviours.getOrDefault(host + " " + target, behaviours.get(host + " *"));
            if (behaviour == null) {
                socket.getOutputStream()
                        .write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            } else {
                behaviour.answer(String.join("\n", lines), socket.getOutputStream());
            }
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // The visitor has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        dns.close();
        http.close();
        if (https != null) {
            https.close();
        }
    }
}
