package org.touchstone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.touchstone.registry.Arrival.Fit;

/** Which site a mark binds, and what a browser's word proves. */
class ArrivalTest {

    private static final URI OURS = URI.create("https://mark.example/");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            shop.example        | https://shop.example/                     | HERE
            shop.example        | https://shop.example                      | HERE
            shop.example        | http://shop.example/                      | HERE
            shop.example        | https://shop.example/cart?id=7#end        | HERE
            shop.example        | https://SHOP.Example/                     | HERE
            shop.example        | HTTPS://shop.example/                     | HERE
            shop.example        | https://shop.example./                    | HERE
            shop.example        | https://www.shop.example/                 | HERE
            www.shop.example    | https://shop.example/                     | HERE
            www.shop.example    | https://www.shop.example/                 | HERE
            shop.example        | https://shop.example:443/                 | HERE
            shop.example        | http://shop.example:80/                   | HERE
            shop.example        | https://shop.example:8443/                | OTHER_PORT
            shop.example        | http://shop.example:443/                  | OTHER_PORT
            shop.example        | https://shop.example:80/                  | OTHER_PORT
            shop.example        | https://www.shop.example:8443/            | OTHER_PORT
            shop.example        | https://other.example/                    | ELSEWHERE
            shop.example        | https://m.shop.example/                   | ELSEWHERE
            shop.example        | https://www.m.shop.example/               | ELSEWHERE
            shop.example        | https://www.www.shop.example/             | ELSEWHERE
            shop.example        | https://wwwshop.example/                  | ELSEWHERE
            shop.example        | https://www2.shop.example/                | ELSEWHERE
            m.shop.example      | https://shop.example/                     | ELSEWHERE
            shop.example        | https://shop.example.evil.net/            | ELSEWHERE
            shop.example        | https://evil.net/shop.example/            | ELSEWHERE
            shop.example        | https://evil.net/?https://shop.example/   | ELSEWHERE
            shop.example        | https://evil.net/#@shop.example           | ELSEWHERE
            shop.example        | https://evil.net/\\@shop.example          | ELSEWHERE
            shop.example        | https://evil.net\\@shop.example/          | UNKNOWN
            shop.example        | https://shop.example@evil.net/            | UNKNOWN
            shop.example        | https://me:word@shop.example/             | UNKNOWN
            shop.example        | https://sh0p.example/                     | ELSEWHERE
            shop.example        | https://shοp.example/                     | ELSEWHERE
            shop.example        | https://xn--shp-sxc.example/              | ELSEWHERE
            shop.example        | https://shop.example.:8443/               | OTHER_PORT
            shop.example        | https://shop．example/                     | HERE
            shop.example        | https://ｓhop.example/                     | HERE
            نمونه.example       | https://xn--hhbbbed.example/             | HERE
            نمونه.example       | https://نمونه.example/                    | HERE
            نمونه.example       | https://www.xn--hhbbbed.example/         | HERE
            کتاب.example        | https://كتاب.example/                     | ELSEWHERE
            bücher.example      | https://xn--bcher-kva.example/            | HERE
            bücher.example      | https://BÜCHER.example/                   | HERE
            faß.example         | https://fass.example/                     | ELSEWHERE
            shop.example        | https://127.0.0.1/                        | UNKNOWN
            shop.example        | https://203.0.113.10/                     | UNKNOWN
            shop.example        | http://[2001:db8::1]/                     | UNKNOWN
            shop.example        | http://localhost:3000/                    | UNKNOWN
            shop.example        | http://shop.localhost/                    | UNKNOWN
            shop.example        | http://printer.local/                     | UNKNOWN
            shop.example        | http://intranet/                          | UNKNOWN
            shop.example        | null                                      | UNKNOWN
            shop.example        | about:blank                               | UNKNOWN
            shop.example        | about:srcdoc                              | UNKNOWN
            shop.example        | "data:text/html,shop.example"             | UNKNOWN
            shop.example        | blob:https://other.example/1              | UNKNOWN
            shop.example        | file:///home/shop.html                    | UNKNOWN
            shop.example        | android-app://com.shop.app/               | UNKNOWN
            shop.example        | ftp://other.example/                      | UNKNOWN
            shop.example        | //other.example/                          | UNKNOWN
            shop.example        | other.example                             | UNKNOWN
            shop.example        | https://                                  | UNKNOWN
            shop.example        | https://.example/                         | UNKNOWN
            shop.example        | https://a..example/                       | UNKNOWN
            shop.example        | https://xn--.example/                     | UNKNOWN
            shop.example        | https://shop%2Eexample/                   | UNKNOWN
            shop.example        | https://shop.example:port/                | UNKNOWN
            shop.example        | https://mark.example/m/CODE               | UNKNOWN
            shop.example        | https://MARK.example:444/                 | UNKNOWN
            """)
    void one_host_with_or_without_www_and_nothing_else(String marked, String referrer, Fit fit) {
        var arrival = Arrival.of(Host.in(marked).orElseThrow(), referrer, OURS);
        assertThat(arrival.fit()).isEqualTo(fit);
        assertThat(arrival.host() == null).isEqualTo(fit == Fit.UNKNOWN);
    }

    @Test
    void nothing_told_is_nothing_known() {
        var shop = Host.in("shop.example").orElseThrow();
        assertThat(Arrival.of(shop, null, OURS)).isEqualTo(Arrival.UNKNOWN);
        assertThat(Arrival.of(shop, "", OURS)).isEqualTo(Arrival.UNKNOWN);
        assertThat(Arrival.of(shop, "https://other.example/" + "x".repeat(5000), OURS))
                .isEqualTo(Arrival.UNKNOWN);
    }

    @Test
    void what_stands_behind_a_backslash_is_no_host() {
        assertThat(Host.in("https://evil.net\\@shop.example")).contains(new Host("evil.net"));
        assertThat(Host.in("https://evil.net\\.shop.example")).contains(new Host("evil.net"));
        assertThat(Host.in("203.0.113.10")).isEmpty();
        assertThat(Host.in("203.0.0x1f")).isEmpty();
    }
}
