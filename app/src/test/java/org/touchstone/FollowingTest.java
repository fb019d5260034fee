package org.touchstone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.touchstone.account.People;
import org.touchstone.complaint.Following;
import org.touchstone.complaint.store.ComplaintStore;
import org.touchstone.rules.text.Digits;

/** Reading one's complaint without signing in. */
class FollowingTest {

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    private final Installation installation = Installation.shared();
    private final Http http = installation.http();
    private final Following following = installation.part(Following.class);

    private record Case(UUID id, String reference, String mobile) {}

    private Case filed() {
        var id = UUID.fromString(http.file(http.consumer(), http.shop(), "F-1"));
        var file = installation.part(ComplaintStore.class).find(id).orElseThrow();
        var person = installation
                .part(People.class)
                .find(Objects.requireNonNull(file.consumerId()))
                .orElseThrow();
        return new Case(id, file.reference(), String.valueOf(person.mobile()));
    }

    /** The code that was sent for a complaint last. */
    private String code(Case one) {
        for (var message : http.get("/sandbox/messages?limit=100").json()) {
            var text = Digits.toLatin(message.path("text").asString());
            if (text.contains(one.reference())
                    && text.replace(one.reference(), "").matches("(?s).*\\b\\d{6}\\b.*")) {
                var code = CODE.matcher(text.replace(one.reference(), ""));
                assertThat(code.find()).isTrue();
                return code.group(1);
            }
        }
        return "";
    }

    @Test
    void reference_mobile_and_code_open_the_complaint_to_be_read() {
        var one = filed();
        var challenge = following.ask(" " + one.reference().toLowerCase(Locale.ROOT) + " ", one.mobile());
        var code = code(one);
        assertThat(code).hasSize(6);
        var secret = following.enter(challenge, code).orElseThrow();
        assertThat(following.read(secret).orElseThrow().id()).isEqualTo(one.id());
        assertThat(following.enter(challenge, code)).as("a code is good once").isEmpty();
        assertThat(following.read("another")).isEmpty();
    }

    @Test
    void who_guesses_learns_nothing() {
        var one = filed();
        var challenge = following.ask(one.reference(), "09120000000");
        assertThat(challenge).isNotNull();
        assertThat(code(one)).isEmpty();
        assertThat(following.enter(challenge, "123456")).isEmpty();
        assertThat(following.ask("TS-0000-0000", one.mobile())).isNotNull();
    }

    @Test
    void a_code_bears_five_tries_and_three_codes_are_sent_an_hour() {
        var one = filed();
        var challenge = following.ask(one.reference(), one.mobile());
        var code = code(one);
        for (int i = 0; i < 5; i++) {
            assertThat(following.enter(challenge, "x" + i)).isEmpty();
        }
        assertThat(following.enter(challenge, code)).isEmpty();
        following.ask(one.reference(), one.mobile());
        following.ask(one.reference(), one.mobile());
        var last = code(one);
        following.ask(one.reference(), one.mobile());
        assertThat(code(one)).isEqualTo(last);
    }
}
