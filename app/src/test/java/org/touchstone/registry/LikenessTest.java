package org.touchstone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people take for something else, and what they do not. */
class LikenessTest {

    private static Host host(String name) {
        return Host.in(name).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "pamcha1.example, pamchal.example, SAME_LOOK",
        "pаmchal.example, pamchal.example, SAME_LOOK",
        "sh0p-1ine.example, shop-line.example, SAME_LOOK",
        "shopline.example, shop-line.example, SAME_LOOK",
        "rnarket.com, market.com, SAME_LOOK",
        "كتاب.com, کتاب.com, SAME_LOOK",
        "خانه‌ي.com, خانهی.com, SAME_LOOK",
        "nilgoon.com, nilgoon.ir, OTHER_ENDING",
        "nilgoon.co.ir, nilgoon.ir, OTHER_ENDING",
        "www.nilgoon.net, nilgoon.ir, OTHER_ENDING",
        "nilgon.ir, nilgoon.ir, ONE_LETTER",
        "nilgooon.ir, nilgoon.ir, ONE_LETTER",
        "nilgoom.ir, nilgoon.ir, ONE_LETTER",
        "nligoon.ir, nilgoon.ir, SAME_LOOK",
        "nilogon.ir, nilgoon.ir, ONE_LETTER",
        "nilgoonafzer.com, nilgoonafzar.com, ONE_LETTER",
        "nilgonafzer.com, nilgoonafzar.com, TWO_LETTERS",
        "nilgoon.ir.evil.net, nilgoon.ir, ADDRESS_INSIDE",
        "nilgoon-ir.evil.net, nilgoon.ir, ADDRESS_INSIDE",
        "nilgoon.evil.net, nilgoon.ir, NAME_INSIDE",
        "nilgoon-sale.net, nilgoon.ir, NAME_INSIDE",
        "nilgoonsale.net, nilgoon.ir, NAME_INSIDE",
    })
    void looks_like_it(String asked, String marked, Likeness why) {
        assertThat(Likeness.between(host(asked), host(marked))).contains(why);
    }

    @ParameterizedTest
    @CsvSource({
        "nilgoon.ir, nilgoon.ir",
        "m.nilgoon.ir, nilgoon.ir",
        "nilgoon.ir, m.nilgoon.ir",
        "harbour.example, nilgoon.example",
        "abc.ir, abd.ir",
        "zxqwv.example, pamchal.example",
        "gardenshop.com, bookshop.com",
    })
    void is_another_thing(String asked, String marked) {
        assertThat(Likeness.between(host(asked), host(marked))).isEmpty();
    }
}
