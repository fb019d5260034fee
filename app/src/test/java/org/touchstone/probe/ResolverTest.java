package org.touchstone.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.touchstone.probe.Looked.Nothing;
import org.touchstone.probe.Looked.Why;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

class ResolverTest {

    private final World world = new World();
    private final Resolver resolver = world.resolver();

    ResolverTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    private static Name dns(String name) throws IOException {
        return Name.fromString(name, Name.root);
    }

    @Test
    void addresses_are_of_both_kinds_and_the_older_comes_first() {
        world.name(
                "shop.test",
                World.address("shop.test", "2606:2800:21f::1"),
                World.address("shop.test", "93.184.215.14"));
        assertThat(resolver.addresses("shop.test").values())
                .extracting(a -> a.getHostAddress())
                .containsExactly("93.184.215.14", "2606:2800:21f:0:0:0:0:1");
    }

    @Test
    void an_alias_leads_on_within_one_answer_and_over_several() throws IOException {
        var alias = new CNAMERecord(dns("www.shop.test"), DClass.IN, 60, dns("shop.test"));
        var far = new CNAMERecord(dns("far.test"), DClass.IN, 60, dns("shop.test"));
        world.name("shop.test", World.address("shop.test", "93.184.215.14"));
        world.names("www.shop.test", Type.CNAME, List.of(alias, World.address("shop.test", "93.184.215.14")));
        world.names("far.test", Type.CNAME, List.of(far));
        assertThat(resolver.addresses("www.shop.test").values()).hasSize(1);
        assertThat(resolver.addresses("far.test").values()).hasSize(1);
    }

    @Test
    void aliases_in_a_circle_end() throws IOException {
        world.names("a.test", Type.CNAME, List.of(new CNAMERecord(dns("a.test"), DClass.IN, 60, dns("b.test"))));
        world.names("b.test", Type.CNAME, List.of(new CNAMERecord(dns("b.test"), DClass.IN, 60, dns("a.test"))));
        assertThat(why(resolver.addresses("a.test"))).isEqualTo(Why.NO_ANSWER);
    }

    @Test
    void an_address_of_another_name_in_the_answer_is_not_taken() {
        world.names("shop.test", Type.A, List.of(World.address("other.test", "93.184.215.14")));
        assertThat(why(resolver.addresses("shop.test"))).isEqualTo(Why.NO_ANSWER);
    }

    @Test
    void the_strings_of_one_text_are_joined() throws IOException {
        world.name("shop.test", new TXTRecord(dns("shop.test"), DClass.IN, 60, List.of("touchstone=", "abc", "def")));
        assertThat(resolver.texts("shop.test").values()).containsExactly("touchstone=abcdef");
    }

    @Test
    void who_may_issue_certificates_is_read() throws IOException {
        world.name("shop.test", new CAARecord(dns("shop.test"), DClass.IN, 60, 128, "issue", "ca.test"));
        assertThat(resolver.caa("shop.test").values()).containsExactly(new Resolver.Caa(true, "issue", "ca.test"));
    }

    @Test
    void a_name_that_is_not_there_a_name_without_and_no_server_are_different() {
        world.host("shop.test");
        world.failing("broken.test", Rcode.SERVFAIL);
        assertThat(why(resolver.texts("nobody.test"))).isEqualTo(Why.NO_SUCH_NAME);
        assertThat(why(resolver.texts("shop.test"))).isEqualTo(Why.NO_ANSWER);
        assertThat(why(resolver.texts("broken.test"))).isEqualTo(Why.UNREACHABLE);
        assertThat(world.questions()).filteredOn("broken.test TXT"::equals).hasSize(2);
    }

    @Test
    void a_silent_server_is_asked_twice_and_no_longer_than_its_time() {
        world.failing("silent.test", -1);
        long begun = System.nanoTime();
        assertThat(why(world.resolver(Duration.ofMillis(300)).addresses("silent.test")))
                .isEqualTo(Why.UNREACHABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(550), Duration.ofSeconds(3));
        assertThat(world.questions()).filteredOn("silent.test A"::equals).hasSize(2);
    }

    @Test
    void nothing_is_remembered() throws IOException {
        assertThat(resolver.texts("new.test").values()).isEmpty();
        world.name("new.test", new TXTRecord(dns("new.test"), DClass.IN, 60, "now"));
        assertThat(resolver.texts("new.test").values()).containsExactly("now");
    }

    private static Why why(Looked<?> looked) {
        return ((Nothing<?>) looked).why();
    }
}
