package org.touchstone.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RestartTest {

    @TempDir
    Path data;

    @Test
    void people_businesses_and_messages_outlive_a_restart() {
        List<Person> before;
        List<Message> sent;
        JsonNode business;
        try (var sandbox = RunningSandbox.in(data)) {
            sandbox.invite(20, Role.OWNER);
            Person known = sandbox.people().getFirst();
            sandbox.posted("/business", "{'legalName': 'Brookwell Ltd'}");
            business = sandbox.posted(
                    "/business",
                    "{'legalName': 'فروشگاه بوستان', 'ownerNationalId': '%s'}".formatted(known.nationalId()));
            sandbox.posted("/sms", "{'to': '+989121234567', 'text': 'سلام\\nدنیا'}");
            sandbox.posted("/sms", "{'to': '+8613812345678', 'text': '您好'}");
            before = sandbox.people();
            sent = sandbox.messages("");
        }
        try (var sandbox = RunningSandbox.in(data)) {
            assertThat(sandbox.people()).isEqualTo(before);
            assertThat(sandbox.messages("")).isEqualTo(sent).hasSize(2);
            assertThat(sandbox.business(business.get("legalId").stringValue()).json())
                    .isEqualTo(business);
        }
    }

    @Test
    void those_invited_after_a_restart_share_nothing_with_those_before() {
        try (var sandbox = RunningSandbox.in(data)) {
            sandbox.invite(50, Role.OWNER);
            sandbox.posted("/business", "{'legalName': 'Brookwell Ltd'}");
            sandbox.posted("/sms", "{'to': '+989121234567', 'text': 'first'}");
        }
        try (var sandbox = RunningSandbox.in(data)) {
            sandbox.invite(50, Role.OWNER);
            sandbox.posted("/business", "{'legalName': 'Brookwell Ltd'}");
            sandbox.posted("/sms", "{'to': '+989121234567', 'text': 'second'}");

            assertThat(sandbox.people()).hasSize(Cast.everyone().size() + 102);
            assertThat(sandbox.people()).extracting(Person::id).doesNotHaveDuplicates();
            assertThat(sandbox.people())
                    .flatExtracting(Person::businesses)
                    .extracting(Business::legalId)
                    .hasSize(114)
                    .doesNotHaveDuplicates();
            assertThat(sandbox.messages("")).extracting(Message::text).containsExactly("second", "first");
            assertThat(sandbox.messages("")).extracting(Message::id).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_last_line_cut_by_a_crash_is_dropped_and_what_follows_is_whole() throws IOException {
        try (var sandbox = RunningSandbox.in(data)) {
            sandbox.invite(2, Role.CONSUMER);
            sandbox.posted("/sms", "{'to': '+989121234567', 'text': 'kept'}");
        }
        cutLast("people.jsonl", 30);
        Files.writeString(data.resolve("messages.jsonl"), "{\"id\":\"message-2\",\"chann", StandardOpenOption.APPEND);

        try (var sandbox = RunningSandbox.in(data)) {
            assertThat(sandbox.people()).hasSize(Cast.everyone().size() + 1);
            assertThat(sandbox.messages("")).extracting(Message::text).containsExactly("kept");
            sandbox.invite(1, Role.CONSUMER);
            sandbox.posted("/sms", "{'to': '+989121234567', 'text': 'after'}");
        }
        try (var sandbox = RunningSandbox.in(data)) {
            assertThat(sandbox.people()).hasSize(Cast.everyone().size() + 2);
            assertThat(sandbox.messages("")).extracting(Message::text).containsExactly("after", "kept");
        }
    }

    @Test
    void a_cut_line_longer_than_a_block_is_dropped_too() throws IOException {
        Files.writeString(data.resolve("messages.jsonl"), "{\"text\":\"" + "x".repeat(200_000));

        try (var sandbox = RunningSandbox.in(data)) {
            assertThat(sandbox.messages("")).isEmpty();
        }
        assertThat(data.resolve("messages.jsonl")).isEmptyFile();
    }

    @Test
    void a_broken_line_in_the_middle_stops_the_start_and_is_named_but_not_quoted() throws IOException {
        Files.writeString(data.resolve("people.jsonl"), "{\"nationalId\":\"0013542419\"\n{}\n");

        assertThatThrownBy(() -> Sandbox.start(
                        new Options(Options.Ports.ANY, Optional.of(data), Optional.empty()), InstantSource.system()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("people.jsonl")
                .hasMessageContaining("line 1")
                .hasMessageNotContaining("0013542419");
    }

    @Test
    void of_many_messages_the_newest_are_read_back() throws IOException {
        try (Inbox inbox = Inbox.in(data)) {
            IntStream.rangeClosed(1, Inbox.READABLE + 5)
                    .forEach(i -> inbox.receive(Channel.SMS, "+989121234567", null, "" + i, RunningSandbox.NOW));
        }
        try (Inbox inbox = Inbox.in(data)) {
            assertThat(inbox.newest(null, Integer.MAX_VALUE)).hasSize(Inbox.READABLE);
            assertThat(inbox.newest(null, 1).getFirst().text()).isEqualTo("" + (Inbox.READABLE + 5));
        }
    }

    private void cutLast(String file, int bytes) throws IOException {
        byte[] whole = Files.readAllBytes(data.resolve(file));
        Files.write(data.resolve(file), Arrays.copyOf(whole, whole.length - bytes));
    }
}
