package org.touchstone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** The name server as a resolver asks it, over UDP and TCP. */
class DnsTest {

    private final RunningSandbox sandbox = RunningSandbox.inMemory();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_website_is_found_by_its_name_and_its_texts_by_theirs(boolean tcp) throws IOException {
        sandbox.website(
                "shop.example",
                "{'pages': {'/': 'x'}, 'dns': {'_touchstone.shop.example': ['first \\\\ one', 'second']}}");

        assertThat(answers("shop.example", Type.A, tcp)).containsExactly("127.0.0.1");
        assertThat(answers("www.SHOP.example", Type.A, tcp)).containsExactly("127.0.0.1");
        assertThat(texts(ask("_touchstone.shop.example", Type.TXT, tcp)))
                .containsExactlyInAnyOrder("first \\ one", "second");
        assertThat(answers("shop.example", Type.NS, tcp)).containsExactly("ns.sandbox.example.");
        assertThat(answers("ns.sandbox.example", Type.A, tcp)).containsExactly("127.0.0.1");
        assertThat(answers("shop.example", Type.CAA, tcp)).containsExactly("0 issue \"ca.sandbox.example\"");
        assertThat(answers("shop.example", Type.SOA, tcp)).hasSize(1);
    }

    @Test
    void a_name_nobody_knows_does_not_exist_and_a_known_one_without_such_a_record_has_none() throws IOException {
        sandbox.website("shop.example", "{'pages': {}}");

        Message unknown = ask("nobody.example", Type.A, false);
        assertThat(unknown.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(unknown.getSection(Section.AUTHORITY)).hasSize(1);

        Message none = ask("shop.example", Type.AAAA, false);
        assertThat(none.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(none.getSection(Section.ANSWER)).isEmpty();
        assertThat(none.getHeader().getFlag(Flags.AA)).isTrue();

        sandbox.delete("/websites/shop.example");
        assertThat(ask("shop.example", Type.A, false).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void addresses_may_be_others_and_change_with_every_question() throws IOException {
        sandbox.website("inner.example", "{'pages': {}, 'addresses': ['10.0.0.1', '10.0.0.2', '::1']}");
        sandbox.website(
                "rebound.example", "{'pages': {}, 'addressSequence': [['127.0.0.1'], ['169.254.169.254', 'fe80::1']]}");

        assertThat(answers("inner.example", Type.A, false)).containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(answers("inner.example", Type.AAAA, false)).containsExactly("0:0:0:0:0:0:0:1");
        assertThat(List.of(
                        answers("rebound.example", Type.A, false),
                        answers("rebound.example", Type.A, false),
                        answers("rebound.example", Type.A, false)))
                .containsExactly(List.of("127.0.0.1"), List.of("169.254.169.254"), List.of("127.0.0.1"));
        assertThat(ask("rebound.example", Type.A, false)
                        .getSection(Section.ANSWER)
                        .getFirst()
                        .getTTL())
                .isZero();
    }

    @Test
    void an_answer_too_long_for_a_datagram_is_cut_and_whole_over_tcp() throws IOException {
        String values = "'" + "v".repeat(700) + "', '" + "w".repeat(700) + "'";
        sandbox.website("long.example", "{'pages': {}, 'dns': {'long.example': [" + values + "]}}");

        assertThat(ask("long.example", Type.TXT, true).getHeader().getFlag(Flags.TC))
                .isFalse();
        assertThat(texts(ask("long.example", Type.TXT, true)))
                .containsExactlyInAnyOrder("v".repeat(700), "w".repeat(700));
        assertThat(datagram("long.example", Type.TXT).getHeader().getFlag(Flags.TC))
                .isTrue();
    }

    @Test
    void a_name_system_that_is_down_fails_and_a_wrong_one_leads_nowhere() throws IOException {
        sandbox.website("shop.example", "{'pages': {}, 'dns': {'_x.shop.example': ['v']}}");

        sandbox.set("dns", "{'mode': 'DOWN'}");
        assertThat(ask("shop.example", Type.A, false).getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(ask("shop.example", Type.A, true).getRcode()).isEqualTo(Rcode.SERVFAIL);

        sandbox.set("dns", "{'mode': 'WRONG'}");
        assertThat(answers("shop.example", Type.A, false)).containsExactly("192.0.2.1");
        assertThat(texts(ask("_x.shop.example", Type.TXT, false))).doesNotContain("v");

        sandbox.set("dns", "{'mode': 'CONTRADICTORY'}");
        assertThat(answers("shop.example", Type.A, false)).containsExactlyInAnyOrder("127.0.0.1", "192.0.2.1");

        sandbox.set("dns", "{'mode': 'SLOW', 'latencyMs': 300}");
        long before = System.nanoTime();
        assertThat(answers("shop.example", Type.A, false)).containsExactly("127.0.0.1");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void what_is_no_question_gets_no_answer_and_harms_nobody() throws IOException {
        sandbox.website("shop.example", "{'pages': {}}");
        try (var socket = new DatagramSocket()) {
            byte[] noise = {1, 2, 3};
            socket.send(new DatagramPacket(
                    noise,
                    noise.length,
                    InetAddress.ofLiteral(Sandbox.LOOPBACK),
                    sandbox.ports().dns()));
        }

        assertThat(answers("shop.example", Type.A, false)).containsExactly("127.0.0.1");
        Message chaos = resolver(false).send(question("shop.example", Type.TXT, DClass.CH));
        assertThat(chaos.getRcode()).isEqualTo(Rcode.NOTIMP);
    }

    private Message ask(String name, int type, boolean tcp) throws IOException {
        return resolver(tcp).send(question(name, type, DClass.IN));
    }

    private SimpleResolver resolver(boolean tcp) throws IOException {
        var resolver = new SimpleResolver(Sandbox.LOOPBACK);
        resolver.setPort(sandbox.ports().dns());
        resolver.setTCP(tcp);
        resolver.setTimeout(Duration.ofSeconds(10));
        return resolver;
    }

    private static Message question(String name, int type, int dclass) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, dclass));
    }

    /** The datagram itself: the resolver would ask again over TCP when it is cut. */
    private Message datagram(String name, int type) throws IOException {
        byte[] question = question(name, type, DClass.IN).toWire();
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(10_000);
            socket.send(new DatagramPacket(
                    question,
                    question.length,
                    InetAddress.ofLiteral(Sandbox.LOOPBACK),
                    sandbox.ports().dns()));
            var answer = new DatagramPacket(new byte[4_096], 4_096);
            socket.receive(answer);
            assertThat(answer.getLength()).isLessThanOrEqualTo(512);
            return new Message(Arrays.copyOf(answer.getData(), answer.getLength()));
        }
    }

    private List<String> answers(String name, int type, boolean tcp) throws IOException {
        return ask(name, type, tcp).getSection(Section.ANSWER).stream()
                .map(Record::rdataToString)
                .toList();
    }

    private static List<String> texts(Message answer) {
        return answer.getSection(Section.ANSWER).stream()
                .map(record -> {
                    var joined = new StringBuilder();
                    ((TXTRecord) record)
                            .getStringsAsByteArrays()
                            .forEach(bytes -> joined.append(new String(bytes, StandardCharsets.US_ASCII)));
                    return joined.toString();
                })
                .toList();
    }
}
