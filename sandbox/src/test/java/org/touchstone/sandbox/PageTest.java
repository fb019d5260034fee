package org.touchstone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {

    private final RunningSandbox sandbox = RunningSandbox.inMemory();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, fa, rtl, صندوق پیام‌ها, مصرف‌کننده",
        "/?lang=zh, zh, ltr, 收件箱, 消费者",
        "/?lang=en, en, ltr, Inbox, Consumer"
    })
    void the_page_shows_inbox_and_people_in_three_languages(
            String address, String language, String direction, String inbox, String consumer) {
        sandbox.posted("/sms", "{'to': '+989121234567', 'text': 'کد شما ۱۲۳۴ است'}");

        var reply = sandbox.get(address);

        assertThat(reply.contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(reply.text())
                .contains("<html lang=\"%s\" dir=\"%s\">".formatted(language, direction))
                .contains(inbox, consumer, "کد شما ۱۲۳۴ است", "+989121234567");
        assertThat(sandbox.people())
                .allSatisfy(person -> assertThat(reply.text()).contains(person.name(), person.nationalId()));
    }

    @Test
    void the_inbox_can_be_narrowed_to_one_recipient() {
        sandbox.posted("/sms", "{'to': '+989121234567', 'text': 'for one'}");
        sandbox.posted("/sms", "{'to': '+989121234568', 'text': 'for another'}");

        assertThat(sandbox.get("/?lang=en&to=%2B989121234567").text())
                .contains("for one")
                .doesNotContain("for another");
    }

    @Test
    void what_others_wrote_cannot_become_markup() {
        sandbox.posted("/sms", "{'to': '+989121234567', 'text': '<script>x</script> & https://a.example/?b=1&c=2.'}");

        assertThat(sandbox.get("/").text())
                .contains("&lt;script&gt;x&lt;/script&gt; &amp; ")
                .contains("href=\"https://a.example/?b=1&amp;c=2\"")
                .doesNotContain("<script");
        assertThat(sandbox.get("/?to=%22%3E%3Cscript%3E").text()).doesNotContain("<script");
    }

    @Test
    void no_address_on_the_page_carries_a_national_id() {
        String page = sandbox.get("/").text();

        assertThat(sandbox.people())
                .allSatisfy(person -> assertThat(page).doesNotContainPattern("href=\"[^\"]*" + person.nationalId()));
    }

    @Test
    void with_many_people_the_page_names_the_address_of_the_rest() {
        sandbox.invite(400, Role.CONSUMER);

        assertThat(sandbox.get("/?lang=en").text()).contains("The rest is at <a href=\"/people\">");
    }
}
