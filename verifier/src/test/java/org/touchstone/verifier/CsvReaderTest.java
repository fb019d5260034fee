package org.touchstone.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvReaderTest {
    @Test
    void fields_are_separated_by_commas_and_records_by_line_ends() throws Exception {
        assertThat(read("a,b\nc,d\n")).containsExactly(List.of("a", "b"), List.of("c", "d"));
        assertThat(read("a,b\r\nc,d\r\n")).containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @Test
    void the_last_line_may_lack_its_end() throws Exception {
        assertThat(read("a,b\nc,d")).containsExactly(List.of("a", "b"), List.of("c", "d"));
        assertThat(read("a,")).containsExactly(List.of("a", ""));
        assertThat(read("a,\"b\"")).containsExactly(List.of("a", "b"));
    }

    @Test
    void an_empty_file_has_no_record() throws Exception {
        assertThat(read("")).isEmpty();
    }

    @Test
    void empty_fields_stay_empty() throws Exception {
        assertThat(read(",,\n\"\",x,\"\"\n")).containsExactly(List.of("", "", ""), List.of("", "x", ""));
    }

    @Test
    void an_empty_line_is_a_record_of_one_empty_field() throws Exception {
        assertThat(read("a\n\nb\n")).containsExactly(List.of("a"), List.of(""), List.of("b"));
    }

    @Test
    void quotes_protect_commas_quotes_and_line_breaks() throws Exception {
        assertThat(read("\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"\n"))
                .containsExactly(List.of("a,b", "say \"no\"", "two\nlines"));
        assertThat(read("\"kept\r\nas it is\"\r\n")).containsExactly(List.of("kept\r\nas it is"));
    }

    @Test
    void a_record_is_numbered_by_the_line_it_begins_on() throws Exception {
        CsvReader reader = new CsvReader("f.csv", new StringReader("a\n\"b\n\nb\"\nc\n"));
        List<Long> lines = new ArrayList<>();
        while (reader.next() != null) {
            lines.add(reader.recordLine());
        }
        assertThat(lines).containsExactly(1L, 2L, 5L);
    }

    @Test
    void a_field_may_be_longer_than_the_buffer() throws Exception {
        String tall = "é\n".repeat(100_000);

        assertThat(read("\"" + tall + "\",x")).containsExactly(List.of(tall, "x"));
    }

    @Test
    void a_file_cut_inside_a_quote_is_refused() {
        assertRefused("a,b\nc,\"d\ne\n", "f.csv line 2: the file ends inside a quoted field.");
        assertRefused("a,\"", "f.csv line 1: the file ends inside a quoted field.");
    }

    @Test
    void a_quote_inside_a_bare_field_is_refused() {
        assertRefused("a\nb\"c\n", "f.csv line 2: a quote stands inside a field that is not quoted.");
    }

    @Test
    void text_after_a_closing_quote_is_refused() {
        assertRefused("\"a\"b\n", "f.csv line 1: a closing quote is not followed by a comma or the end of the line.");
    }

    @Test
    void a_lone_carriage_return_is_refused() {
        assertRefused("a\rb\n", "f.csv line 1: a carriage return stands outside quotes without a line feed after it.");
    }

    private static List<List<String>> read(String csv) throws IOException, UnreadableInput {
        CsvReader reader = new CsvReader("f.csv", new StringReader(csv));
        List<List<String>> records = new ArrayList<>();
        List<String> next = reader.next();
        while (next != null) {
            records.add(next);
            next = reader.next();
        }
        return records;
    }

    private static void assertRefused(String csv, String sentence) {
        assertThatThrownBy(() -> read(csv)).isInstanceOf(UnreadableInput.class).hasMessage(sentence);
    }
}
