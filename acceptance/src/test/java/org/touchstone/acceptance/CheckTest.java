package org.touchstone.acceptance;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Is this shop covered by a trust mark? */
@ExtendWith(Acceptance.class)
class CheckTest {

    @ParameterizedTest
    @EnumSource
    void a_covered_address_shows_its_profile(Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        var reader = visitors.onPhone(language);

        asks(reader, "https://www.%s/cart?id=7".formatted(shop.host()));

        reader.reads("profile.verdict.ISSUED");
        reader.readsText(shop.host());
        reader.readsText(shop.legalName());
        reader.readsText(shop.code());
    }

    @ParameterizedTest
    @EnumSource
    void a_lookalike_is_told_with_the_address_it_looks_like(Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop("pamchal-%s.example".formatted(language.code()));
        var reader = visitors.onPhone(language);

        asks(reader, shop.host().replace("l", "1"));

        reader.reads("check.lookalike");
        reader.reads("check.lookalike-why");
        reader.followsTo(shop.profile());
        reader.reads("profile.verdict.ISSUED");
    }

    @ParameterizedTest
    @EnumSource
    void an_address_without_a_mark_is_not_called_a_fraud(Language language, Visitors visitors) {
        var reader = visitors.onPhone(language);

        asks(reader, "zxqwv.example");

        reader.reads("check.not-covered");
        reader.reads("check.not-covered-why");
    }

    @ParameterizedTest
    @EnumSource
    void a_name_finds_its_shops(Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        var reader = visitors.onPhone(language);

        asks(reader, shop.legalName());
        reader.reads("check.by-name", 1);
        reader.followsTo(shop.profile());

        asks(reader, "nobody is called so");
        reader.reads("check.nothing");
    }

    private static void asks(Visitor reader, String typed) {
        reader.opens("/");
        reader.types("home.address", typed);
        reader.presses("home.check");
    }
}
