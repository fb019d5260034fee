package org.touchstone.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.RequestOptions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in front of a browser, who does what people do: opens addresses, types, chooses, presses buttons, follows links and
 * reads. Every page they come to is examined; what is wrong with it is told when they leave.
 */
final class Visitor {

    /** A PNG of one pixel. */
    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC");

    private static final double WAITING_MS = 60_000;

    private final BrowserContext context;
    private Page page;
    private final Installation installation;
    private final Language language;
    private Examination examination;
    private final Screen screen;
    private final String journey;
    private final boolean scripts;
    private final List<String> findings = new ArrayList<>();
    private int loads;
    private long answeredAt;
    private @Nullable Response badge;
    private String seen = "";

    Visitor(
            BrowserContext context,
            Installation installation,
            Screen screen,
            Language language,
            boolean scripts,
            String journey) {
        this.context = context;
        this.installation = installation;
        this.language = language;
        this.scripts = scripts;
        this.screen = screen;
        this.journey = journey;
        context.addCookies(List.of(cookie("lang", language.code())));
        page = context.newPage();
        examination = new Examination(page, language, screen, scripts, journey);
        watch(page);
    }

    private void watch(Page watched) {
        watched.onLoad(loaded -> loads++);
        watched.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")
                    || message.text().contains("Content-Security-Policy")) {
                findings.add("%s: %s".formatted(path(), message.text()));
            }
        });
        watched.onPageError(error -> findings.add("%s: script failed: %s".formatted(path(), error)));
        watched.onResponse(response -> {
            if (response.url().contains("/badge.svg")) {
                badge = response;
            }
            if ("POST".equals(response.request().method())) {
                answeredAt = System.nanoTime();
            } else if (response.status() >= 400
                    && !"document".equals(response.request().resourceType())) {
                findings.add("%s: %s answered %d".formatted(path(), response.url(), response.status()));
            }
        });
    }

    private Cookie cookie(String name, String value) {
        return new Cookie(name, value).setUrl(installation.address().toString());
    }

    /** Comes with a session, as one who signed in earlier. */
    Visitor signedInAs(Sandbox.Person person) {
        return signedInAs(person.nationalId());
    }

    Visitor signedInAs(String nationalId) {
        context.addCookies(List.of(cookie("session", installation.sandbox().session(nationalId))));
        return this;
    }

    /** Types an address. */
    void opens(String path) {
        page.navigate(path);
        looksAround();
    }

    /** Fills in the field with that label. */
    void types(String label, String text) {
        field(label).fill(text);
    }

    /** Picks one of a list. */
    void picks(String label, String value) {
        field(label).selectOption(value);
    }

    private Locator field(String label) {
        return page.getByLabel(language.say(label), new Page.GetByLabelOptions().setExact(true));
    }

    /** Marks a choice. */
    void chooses(String question, String value) {
        var choice = page.locator("input[name='%s'][value='%s']".formatted(question, value));
        page.locator("label[for='%s']".formatted(choice.getAttribute("id"))).click();
        assertThat(choice).isChecked();
    }

    /** Chooses a small picture and uploads it. */
    void brings(String name) {
        page.locator("input[type=file]").setInputFiles(new FilePayload(name, "image/png", PICTURE));
        if (scripts) {
            button(main(), "evidence.send").click();
            assertThat(page.locator("#evidence .tasks")).containsText(name);
            looksAround();
        } else {
            presses("evidence.send");
        }
    }

    /** Presses the button with that inscription and looks at the page that comes. */
    void presses(String inscription) {
        sends(inscription);
        looksAround();
    }

    /** Presses the first button at a place and looks at the page that comes. */
    void pressesAt(String place) {
        goes(main().locator(place).first());
        looksAround();
    }

    /** Presses a button and does not linger. */
    void sends(String inscription) {
        goes(button(main(), inscription));
    }

    /** Fills in what stands at a place. */
    void typesInto(String place, String text) {
        page.locator(place).fill(text);
    }

    /** A sentence in the visitor's language. */
    String says(String sentence) {
        return language.say(sentence);
    }

    /** Marks every box of a kind. */
    void marksAll(String name) {
        for (var box :
                page.locator("input[type=checkbox][name='%s']".formatted(name)).all()) {
            page.locator("label[for='%s']".formatted(box.getAttribute("id"))).click();
            assertThat(box).isChecked();
        }
    }

    /** Reads what may be folded. */
    void readsFolded(String text) {
        assertThat(main()).containsText(text);
    }

    private Locator button(Locator within, String inscription) {
        return within.getByRole(
                AriaRole.BUTTON,
                new Locator.GetByRoleOptions()
                        .setName(language.say(inscription))
                        .setExact(true));
    }

    /** Follows the link of the page's content that says so. */
    void follows(String link) {
        goes(main().getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions()
                                .setName(language.say(link))
                                .setExact(true))
                .first());
        looksAround();
    }

    /** Follows the link to an address. */
    void followsTo(String pathEnd) {
        goes(main().locator("a[href$='%s']".formatted(pathEnd)).first());
        looksAround();
    }

    /** Follows the link of the list entry in which a text stands. */
    void followsInRowOf(String text) {
        goes(page.locator("tr, .cases li, .tasks li", new Page.LocatorOptions().setHasText(text))
                .getByRole(AriaRole.LINK)
                .first());
        looksAround();
    }

    private void goes(Locator clicked) {
        int before = loads;
        clicked.click();
        page.waitForCondition(() -> loads > before);
    }

    /** Looks at a page somebody else made, with a form that is sent to an address of ours as soon as its button is pressed. */
    void isLuredInto(String sendingTo) {
        page.route(
                "http://elsewhere.example/**",
                route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<title>Prize</title><form method=post action='%s'><button>Win</button></form>"
                                .formatted(installation.address().resolve(sendingTo)))));
        page.navigate("http://elsewhere.example/");
        goes(page.getByRole(AriaRole.BUTTON));
        looksAround();
    }

    /** Looks at the page of a shop that shows a mark; what the picture of the mark says. */
    String visits(String shop) {
        page.navigate("http://" + shop + "/");
        return seesBadge();
    }

    /** Loads the page again; what the picture of the mark in it says now. */
    String looksAgain() {
        page.reload();
        return seesBadge();
    }

    /** The picture as it stands in the page, which it must really do. */
    private String seesBadge() {
        page.waitForFunction("() => { const i = document.images[0]; return i && i.complete && i.naturalWidth > 0 }");
        examination.photographElsewhere("shop");
        if (badge == null) {
            throw new AssertionError("no picture of a mark was loaded");
        }
        // Not changed since: what was seen before is what stands there.
        if (badge.status() != 304) {
            seen = badge.text();
        }
        return seen;
    }

    /** Follows the mark, which opens a page beside the shop's, and goes on there. */
    void followsTheMark() {
        var opened = page.waitForPopup(() -> page.locator("a:has(img)").click());
        opened.waitForLoadState();
        page = opened;
        examination = new Examination(page, language, screen, scripts, journey);
        watch(page);
        looksAround();
    }

    /** Sends a picture of a code of squares. */
    void photographs(byte[] picture) {
        unfolds("photo.title");
        page.locator("#photo").setInputFiles(new FilePayload("code.png", "image/png", picture));
        presses("photo.read");
    }

    /** Sends a form of ours without what proves that it is ours. */
    void sendsForged(String button) {
        page.locator("input[name=_csrf]").evaluateAll("fields => fields.forEach(f => f.value = 'forged')");
        presses(button);
    }

    /** Signs in on the page that asks for it, with the code that comes; returns the mobile it came to. */
    String signsIn(String nationalId) {
        reads("sign-in.title");
        types("label.nationalId", language.digits(nationalId));
        var before = installation.sandbox().codes();
        presses("sign-in.send");
        var code = installation.sandbox().codeAfter(before);
        types("label.code", language.digits(code.digits()));
        presses("code.enter");
        return code.mobile();
    }

    /** Reads a sentence in the content of the page. */
    void reads(String sentence, Object... arguments) {
        readsText(language.say(sentence, arguments));
    }

    /** Reads a sentence up to where a date or a number fills it. */
    void readsBeginning(String sentence) {
        readsText(Sentences.in(language).beginning(sentence));
    }

    void readsText(String text) {
        assertThat(main()).containsText(text, new ContainsTextOptions().setUseInnerText(true));
    }

    /** Stays on the page until it says a sentence, without doing anything. */
    void waitsToRead(String sentence, Object... arguments) {
        assertThat(main())
                .containsText(
                        language.say(sentence, arguments),
                        new ContainsTextOptions().setUseInnerText(true).setTimeout(WAITING_MS));
        looksAround();
    }

    void doesNotRead(String text) {
        assertThat(main()).not().containsText(text);
    }

    /** Reads a sentence in one place of the page. */
    void readsIn(String place, String text) {
        assertThat(page.locator(place)).containsText(text, new ContainsTextOptions().setUseInnerText(true));
    }

    /** What stands in one place of the page. */
    String at(String place) {
        return page.locator(place).innerText();
    }

    /** What an element of the page holds under a name. */
    String attribute(String place, String name) {
        return String.valueOf(page.locator(place).first().getAttribute(name));
    }

    int count(String place) {
        return page.locator(place).count();
    }

    void sees(String place) {
        assertThat(page.locator(place).first()).isVisible();
    }

    void doesNotSee(String place) {
        assertThat(page.locator(place)).hasCount(0);
    }

    /** Opens what is folded. */
    void unfolds(String summary) {
        page.locator("summary", new Page.LocatorOptions().setHasText(language.say(summary)))
                .first()
                .click();
    }

    /** Is told what to put right, is led there at once, and the entry leads to the field. */
    void isToldToPutRight(String... fields) {
        assertThat(page.locator(".error-summary li")).hasCount(fields.length);
        if (scripts) {
            assertThat(page.locator(".error-summary")).isFocused();
        }
        for (var field : fields) {
            assertThat(page.locator("#" + field + "-error")).isVisible();
        }
        var first = page.locator(".error-summary a").first();
        first.click();
        assertThat(page).hasURL(Pattern.compile("#" + fields[0] + "$"));
    }

    /** Is told in a summary what hinders. */
    void isToldThatItIsNotDone(String why) {
        assertThat(page.locator(".error-summary")).isFocused();
        readsIn(".error-summary", why);
    }

    /** Number of a figure on a profile. */
    String figure(String name) {
        return figurePart(name, ".figure-number");
    }

    /** What the number is a part of. */
    String figureOf(String name) {
        return figurePart(name, ".figure-of");
    }

    private String figurePart(String name, String part) {
        return page.locator(".figure:has(a[href$='/record/%s']) %s".formatted(name, part))
                .innerText()
                .strip();
    }

    /** Presses a key of the keyboard. */
    void hits(String key) {
        page.keyboard().press(key);
    }

    /** Has come to a path, by whatever way. */
    void isAt(String path) {
        page.waitForURL(url -> java.net.URI.create(url).getPath().equals(path));
    }

    /** Stands at an element with the keyboard. */
    void standsAt(String place) {
        assertThat(page.locator(place)).isFocused();
    }

    /** Asks for a page without looking at it. */
    APIResponse fetches(String path) {
        return context.request().get(path, RequestOptions.create().setTimeout(WAITING_MS));
    }

    /** When the platform answered the last form, by {@link System#nanoTime()}. */
    long answeredAt() {
        return answeredAt;
    }

    String path() {
        return examination.path();
    }

    /** Examines the page. */
    void looksAround() {
        findings.addAll(examination.findings());
    }

    /** Closes the browser and tells what was wrong with the pages. */
    List<String> leaves() {
        context.close();
        return findings;
    }

    private Locator main() {
        return page.locator("#main");
    }
}
