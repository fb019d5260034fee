package org.touchstone.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.touchstone.sandbox.Registries.Manner;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * What the name server knows: the hosts of websites and their TXT records. Nothing may be kept by those who ask (TTL 0),
 * as websites move at any moment.
 */
final class DnsAnswers {

    private static final int LARGEST_WITHOUT_EDNS = 512;
    private static final int LARGEST = 1232;
    private static final int LONGEST_STRING = 255;
    private static final long TTL = 0;
    private static final Name SERVER = Name.fromConstantString("ns.sandbox.example.");
    private static final Name MASTER = Name.fromConstantString("hostmaster.sandbox.example.");
    /** Addresses that lead nowhere, kept for examples by RFC 5737 and RFC 3849. */
    private static final List<String> NOWHERE = List.of("192.0.2.1", "2001:db8::1");

    private final Websites websites;
    private final Registries registries;

    DnsAnswers(Websites websites, Registries registries) {
        this.websites = websites;
        this.registries = registries;
    }

    /** The answer to a question, or nothing to what is none. Over UDP a long one is cut, and said to be. */
    Optional<byte[]> answer(byte[] bytes, boolean overUdp) {
        Message question;
        try {
            question = new Message(bytes);
        } catch (IOException e) {
            return Optional.empty();
        }
        if (question.getHeader().getFlag(Flags.QR)) {
            return Optional.empty();
        }
        OPTRecord edns = question.getOPT();
        Message answer = answer(question);
        if (edns != null) {
            answer.addRecord(new OPTRecord(LARGEST, 0, 0), Section.ADDITIONAL);
        }
        int largest =
                edns == null ? LARGEST_WITHOUT_EDNS : Math.clamp(edns.getPayloadSize(), LARGEST_WITHOUT_EDNS, LARGEST);
        return Optional.of(answer.toWire(overUdp ? largest : Message.MAXLENGTH));
    }

    private Message answer(Message question) {
        var answer = new Message(question.getHeader().getID());
        Header header = answer.getHeader();
        header.setFlag(Flags.QR);
        if (question.getHeader().getFlag(Flags.RD)) {
            header.setFlag(Flags.RD);
        }
        Record asked = question.getQuestion();
        if (asked == null) {
            header.setRcode(Rcode.FORMERR);
            return answer;
        }
        answer.addRecord(asked, Section.QUESTION);
        if (question.getHeader().getOpcode() != Opcode.QUERY || asked.getDClass() != DClass.IN) {
            header.setRcode(Rcode.NOTIMP);
            return answer;
        }
        try {
            fill(answer, asked, registries.manner(Registry.DNS));
        } catch (Refused down) {
            header.setRcode(Rcode.SERVFAIL);
        }
        return answer;
    }

    private void fill(Message answer, Record asked, Manner manner) {
        Name name = asked.getName();
        String host = name.toString(true).toLowerCase(Locale.ROOT);
        List<String> texts = websites.texts(host);
        boolean ours = name.equals(SERVER);
        boolean site = websites.at(host).isPresent();
        answer.getHeader().setFlag(Flags.AA);
        if (!site && !ours && texts.isEmpty()) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
            answer.addRecord(authority(Name.root), Section.AUTHORITY);
            return;
        }
        List<Record> records = new ArrayList<>();
        switch (asked.getType()) {
            case Type.A -> records.addAll(addresses(name, ours, host, false, manner));
            case Type.AAAA -> records.addAll(addresses(name, ours, host, true, manner));
            case Type.TXT ->
                texts.forEach(text -> records.add(txt(name, manner == Manner.TRULY ? text : text + "-wrong")));
            case Type.NS -> records.addAll(site ? List.of(new NSRecord(name, DClass.IN, TTL, SERVER)) : List.of());
            case Type.SOA -> records.addAll(site ? List.of(authority(name)) : List.of());
            case Type.CAA ->
                records.addAll(
                        site
                                ? List.of(new CAARecord(name, DClass.IN, TTL, 0, "issue", "ca.sandbox.example"))
                                : List.of());
            default -> {}
        }
        records.forEach(record -> answer.addRecord(record, Section.ANSWER));
        if (records.isEmpty()) {
            answer.addRecord(authority(site ? name : Name.root), Section.AUTHORITY);
        }
    }

    /** A wrong name system leads nowhere; a contradictory one both there and nowhere. */
    private List<Record> addresses(Name name, boolean ours, String host, boolean six, Manner manner) {
        List<String> known = ours && !six ? List.of(Sandbox.LOOPBACK) : websites.addresses(host, six);
        List<String> addresses = new ArrayList<>(manner == Manner.WRONGLY ? List.of() : known);
        if (manner != Manner.TRULY) {
            addresses.add(NOWHERE.get(six ? 1 : 0));
        }
        return addresses.stream().map(address -> address(name, address)).toList();
    }

    private static Record address(Name name, String address) {
        InetAddress literal = InetAddress.ofLiteral(address);
        return address.contains(":")
                ? new AAAARecord(name, DClass.IN, TTL, literal)
                : new ARecord(name, DClass.IN, TTL, literal);
    }

    /** A TXT record holds strings of 255 characters at most, which readers join. A backslash would begin an escape. */
    private static Record txt(Name name, String text) {
        List<String> strings = new ArrayList<>();
        for (int from = 0; from < text.length() || from == 0; from += LONGEST_STRING) {
            strings.add(text.substring(from, Math.min(text.length(), from + LONGEST_STRING))
                    .replace("\\", "\\\\"));
        }
        return new TXTRecord(name, DClass.IN, TTL, strings);
    }

    private static Record authority(Name zone) {
        return new SOARecord(zone, DClass.IN, TTL, SERVER, MASTER, 1, 60, 60, 60, TTL);
    }
}
