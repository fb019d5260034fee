package org.touchstone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.touchstone.acceptance.Sandbox.Shop;

/** A mark on a shop's page, and on one it does not belong to. */
@ExtendWith(Acceptance.class)
class BadgeJourneyTest {

    private static final Duration WITHDRAWN_WITHIN = Duration.ofSeconds(5);

    /** The owner chooses how it looks and copies the lines. */
    private static String copied(Language language, Shop shop, Visitors visitors, Screen screen) {
        var owner = visitors.on(screen, language).signedInAs(shop.ownerNationalId());
        owner.opens("/desk/marks");
        owner.follows("embed.title");
        owner.reads("embed.lead");
        owner.picks("embed.size", "l");
        owner.presses("embed.show");
        assertThat(owner.attribute("#s option[selected]", "value")).isEqualTo("l");
        owner.follows("badgeprivacy.title");
        owner.reads("badgeprivacy.not.1");
        owner.opens("/m/" + shop.code() + "/badge?s=l&l=" + language.code());
        return owner.attribute("[data-copy^='<a href']", "data-copy");
    }

    @ParameterizedTest
    @EnumSource
    void leads_from_the_shops_own_page_to_a_profile_that_confirms_it(
            Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        sandbox.putsOnTheWeb(shop.host(), copied(language, shop, visitors, Screen.DESK));
        for (var screen : Screen.values()) {
            var reader = visitors.on(screen, language);

            var picture = reader.visits(shop.host());
            assertThat(picture).contains(reader.says("badge.face.VALID"), ">" + shop.host() + "</text>");
            assertThat(picture).contains("lang=\"" + language.code() + "\"");
            assertThat(picture).containsPattern(Sentences.in(language).pattern("badge.checked", "[\\d۰-۹/-]+"));

            reader.followsTheMark();
            reader.isAt(shop.profile());
            reader.readsIn(".verdict--covered .came-from", reader.says("from.it-is"));
            reader.readsIn(".came-from", shop.host());
            reader.reads("profile.verdict.ISSUED");
        }
    }

    @ParameterizedTest
    @EnumSource
    void suspended_while_it_is_shown(Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        sandbox.putsOnTheWeb(shop.host(), copied(language, shop, visitors, Screen.PHONE));
        var reader = visitors.onPhone(language);
        assertThat(reader.visits(shop.host())).contains(reader.says("badge.face.VALID"));

        sandbox.suspends(shop);
        long since = System.nanoTime();
        var suspended = reader.says("badge.face.SUSPENDED");
        while (!reader.looksAgain().contains(suspended)) {
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(WITHDRAWN_WITHIN);
        }

        reader.followsTheMark();
        reader.reads("profile.verdict.SUSPENDED");
        reader.reads("profile.next.SUSPENDED");
    }

    @ParameterizedTest
    @EnumSource
    void copied_to_another_site_warns_there_and_on_the_profile_and_can_be_reported(
            Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        var lines = copied(language, shop, visitors, Screen.PHONE);
        var forger = "cheap-%s-goods.example".formatted(language.code());
        sandbox.putsOnTheWeb(forger, lines);
        var reader = visitors.onPhone(language);

        var picture = reader.visits(forger);
        assertThat(picture).contains(reader.says("badge.face.NOT_HERE"), ">" + shop.host() + "</text>");
        assertThat(picture).doesNotContain(reader.says("badge.face.VALID"), forger);

        reader.followsTheMark();
        reader.readsIn(".verdict--lookalike .came-from", forger);
        reader.readsIn(".verdict--lookalike .came-from", shop.host());
        reader.reads("from.not-yours");
        reader.follows("report.title");
        assertThat(reader.attribute("#seenAt", "value")).isEqualTo(forger);
        reader.types("label.seenAt", "?");
        reader.presses("report.send");
        reader.isToldToPutRight("seenAt");
        reader.types("label.seenAt", forger);
        reader.types("label.seen", "At the foot of the page.");
        reader.presses("report.send");
        reader.reads("report.done");

        var officer = visitors.atDesk(language).signedInAs(sandbox.somebody("OFFICER"));
        officer.opens("/officer");
        officer.follows("forgeries.title");
        officer.readsIn("#reports ~ .tasks", forger);
        officer.pressesAt("form[action$='/looked'] button");
        officer.reads("forgeries.reports");
    }

    /** Whoever hides where they come from is asked, and what is only said is never confirmed. */
    @ParameterizedTest
    @EnumSource
    void a_site_that_hides_itself_gets_no_confirmation(Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop();
        var lines = copied(language, shop, visitors, Screen.PHONE)
                .replace("referrerpolicy=\"origin\"", "referrerpolicy=\"no-referrer\"");
        var reader = visitors.onPhone(language);

        var hidden = "hidden-%s.example".formatted(language.code());
        sandbox.putsOnTheWeb(hidden, lines);
        var picture = reader.visits(hidden);
        assertThat(picture)
                .containsPattern(Sentences.in(language).pattern("badge.compare", "[\\d۰-۹/-]+"))
                .contains(">" + shop.host() + "</text>");

        reader.followsTheMark();
        reader.reads("from.unknown");
        reader.types("from.address", shop.host());
        reader.presses("from.compare");
        reader.reads("from.said-same");
        reader.doesNotSee(".verdict--covered .came-from");
    }

    @ParameterizedTest
    @EnumSource
    void a_lookalike_address_and_a_code_of_squares(Language language, Sandbox sandbox, Visitors visitors) {
        var shop = sandbox.shop("saffronhouse-%s.example".formatted(language.code()));
        for (var reader : new Visitor[] {visitors.onPhone(language), visitors.withoutScripts(language)}) {
            reader.opens("/check");
            reader.types("home.address", shop.host().replace("saffron", "safron"));
            reader.presses("home.check");
            reader.reads("check.lookalike");
            reader.reads("Likeness.ONE_LETTER");
            reader.reads("check.lookalike-next");
            reader.followsTo(shop.profile());
            reader.reads("profile.verdict.ISSUED");

            reader.opens("/check");
            reader.photographs(reader.fetches("/m/" + shop.code() + "/qr.png").body());
            reader.reads("profile.verdict.ISSUED");
            reader.readsText(shop.host());
            reader.opens("/check?photo=no-code");
            reader.reads("photo.no-code");
            reader.opens("/check?q=m." + shop.host());
            reader.reads("check.above");
            reader.opens("/check?q=ZZZZZZZZ");
            reader.reads("check.no-such-code");
        }
    }
}
