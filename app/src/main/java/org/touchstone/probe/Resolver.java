package org.touchstone.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.PlainSentence;
import org.touchstone.foundation.Settings;
import org.touchstone.probe.Looked.Found;
import org.touchstone.probe.Looked.Nothing;
import org.touchstone.probe.Looked.Why;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks servers of names, each time anew: nothing is remembered, because a proof of control that was just written must be seen.
 * Each server is asked twice, three seconds each, before it counts as silent. Files of the machine such as {@code /etc/hosts} play
 * no part.
 */
@Component
public class Resolver {

    private static final Duration TIME_OUT = Duration.ofSeconds(3);
    private static final int TRIES = 2;
    private static final int MOST_SERVERS = 3;
    private static final int MOST_ALIASES = 8;

    private final List<InetSocketAddress> servers;
    private final Duration timeOut;

    @Autowired
    Resolver(Settings settings) {
        this(servers(settings.probeDns()), TIME_OUT);
    }

    Resolver(List<InetSocketAddress> servers, Duration timeOut) {
        this.servers = servers;
        this.timeOut = timeOut;
    }

    private static List<InetSocketAddress> servers(@Nullable String configured) {
        if (configured == null) {
            var system = ResolverConfig.getCurrentConfig().servers();
            return system.subList(0, Math.min(MOST_SERVERS, system.size()));
        }
        int colon = configured.lastIndexOf(':');
        try {
            var host = colon < 0 ? configured : configured.substring(0, colon);
            int port = colon < 0 ? SimpleResolver.DEFAULT_PORT : Integer.parseInt(configured.substring(colon + 1));
            return List.of(new InetSocketAddress(InetAddress.getByName(host.replaceAll("[\\[\\]]", "")), port));
        } catch (IllegalArgumentException | UnknownHostException e) {
            throw new PlainSentence("The setting probe-dns is " + configured + "; it must be HOST:PORT.", e);
        }
    }

    /**
     * An answer to who may issue certificates for a name (RFC 8659).
     *
     * @param critical whether who does not understand the tag must not issue
     * @param tag such as {@code issue}
     * @param value such as an authority's name
     */
    public record Caa(boolean critical, String tag, String value) {}

    /** The addresses of a host, IPv4 before IPv6. */
    public Looked<InetAddress> addresses(String host) {
        var six = CompletableFuture.supplyAsync(
                () -> ask(host, Type.AAAA, r -> ((AAAARecord) r).getAddress()), Thread::startVirtualThread);
        var four = ask(host, Type.A, r -> ((ARecord) r).getAddress());
        return both(four, six.join());
    }

    /** Where one kind of address is there, the other is not missed. Where none is, a name that does not exist is told first. */
    private static Looked<InetAddress> both(Looked<InetAddress> four, Looked<InetAddress> six) {
        var all = new ArrayList<>(four.values());
        all.addAll(six.values());
        if (!all.isEmpty()) {
            return new Found<>(all, Math.min(ttl(four), ttl(six)));
        }
        return rank(four) <= rank(six) ? four : six;
    }

    private static int rank(Looked<?> looked) {
        return switch (looked) {
            case Nothing<?>(var why, var _) when why == Why.NO_SUCH_NAME -> 0;
            case Nothing<?>(var why, var _) when why == Why.UNREACHABLE -> 1;
            default -> 2;
        };
    }

    private static long ttl(Looked<?> looked) {
        return looked instanceof Found<?> found ? found.ttlSeconds() : Long.MAX_VALUE;
    }

    /** The texts of a name; the strings of one record are joined without anything between them, as RFC 7208 reads them. */
    public Looked<String> texts(String name) {
        return ask(name, Type.TXT, r -> joined((TXTRecord) r));
    }

    private static String joined(TXTRecord record) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : record.getStringsAsByteArrays()) {
            all.writeBytes(part);
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** Who may issue certificates, as the very name says; the names above it are for the caller to ask. */
    public Looked<Caa> caa(String name) {
        return ask(name, Type.CAA, r -> {
            var caa = (CAARecord) r;
            return new Caa((caa.getFlags() & CAARecord.Flags.IssuerCritical) != 0, caa.getTag(), caa.getValue());
        });
    }

    private <T> Looked<T> ask(String host, int type, Function<Record, T> reader) {
        Name name;
        try {
            name = Name.fromString(host, Name.root);
        } catch (TextParseException e) {
            return new Nothing<>(Why.NO_SUCH_NAME, "no name: " + e.getMessage());
        }
        var askedFor = new HashSet<Name>();
        while (askedFor.add(name) && askedFor.size() <= MOST_ALIASES) {
            var answer = send(name, type);
            switch (answer) {
                case Silent(var detail) -> {
                    return new Nothing<>(Why.UNREACHABLE, detail);
                }
                case Said(var message) -> {
                    var asked = name;
                    name = follow(message, name, type);
                    var records = records(message, name, type);
                    if (!records.isEmpty()) {
                        long ttl =
                                records.stream().mapToLong(Record::getTTL).min().orElseThrow();
                        return new Found<>(records.stream().map(reader).toList(), ttl);
                    }
                    if (message.getRcode() == Rcode.NXDOMAIN) {
                        return new Nothing<>(Why.NO_SUCH_NAME, "NXDOMAIN for " + name);
                    }
                    if (name.equals(asked)) {
                        return new Nothing<>(Why.NO_ANSWER, "no " + Type.string(type) + " for " + name);
                    }
                    // An alias whose end the server did not add: asked for itself, in the next round.
                }
            }
        }
        return new Nothing<>(Why.NO_ANSWER, "aliases without an end at " + name);
    }

    private static List<Record> records(Message message, Name name, int type) {
        return message.getSection(Section.ANSWER).stream()
                .filter(r -> r.getType() == type && r.getName().equals(name))
                .toList();
    }

    /** Where the aliases within one answer lead. */
    private static Name follow(Message message, Name asked, int type) {
        var seen = new HashSet<Name>();
        var name = asked;
        while (seen.add(name) && records(message, name, type).isEmpty()) {
            var alias = records(message, name, Type.CNAME);
            if (alias.isEmpty()) {
                return name;
            }
            name = ((CNAMERecord) alias.getFirst()).getTarget();
        }
        return name;
    }

    private sealed interface Answer {}

    private record Said(Message message) implements Answer {}

    private record Silent(String detail) implements Answer {}

    /** The second try leaves out EDNS, which some old servers do not understand. */
    private Answer send(Name name, int type) {
        var detail = "no server of names is configured";
        for (int round = 0; round < TRIES; round++) {
            for (var server : servers) {
                try {
                    var resolver = new SimpleResolver(server);
                    resolver.setTimeout(timeOut);
                    if (round > 0) {
                        resolver.setEDNS(-1);
                    }
                    var message = resolver.send(Message.newQuery(Record.newRecord(name, type, DClass.IN)));
                    if (message.getRcode() == Rcode.NOERROR || message.getRcode() == Rcode.NXDOMAIN) {
                        return new Said(message);
                    }
                    detail = Rcode.string(message.getRcode()) + " from " + server;
                } catch (IOException e) {
                    detail = server + ": " + e.getMessage();
                }
            }
        }
        return new Silent(detail);
    }
}
