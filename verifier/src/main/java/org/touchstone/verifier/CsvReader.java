package org.touchstone.verifier;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180, read strictly and one record at a time: quoted fields, doubled quotes, line breaks inside quotes; lines end with
 * {@code \n} or {@code \r\n}, the last one may lack its end. Refused: a quote inside an unquoted field, anything between a
 * closing quote and the next comma, a lone carriage return, a file that ends inside a quote.
 */
final class CsvReader {
    private static final int END = -1;

    private final Reader in;
    private final String file;
    private final char[] buffer = new char[1 << 16];
    private final StringBuilder field = new StringBuilder();
    private int filled;
    private int next;
    private long line = 1;
    private long recordLine = 1;
    private int width = 8;

    CsvReader(String file, Reader in) {
        this.file = file;
        this.in = in;
    }

    /** The line, counted from 1, on which the record last read begins. */
    long recordLine() {
        return recordLine;
    }

    /** The fields of the next record; null at the end of the file. */
    @Nullable List<String> next() throws IOException, UnreadableInput {
        recordLine = line;
        int c = read();
        if (c == END) {
            return null;
        }
        List<String> fields = new ArrayList<>(width);
        while (true) {
            field.setLength(0);
            int separator = c == '"' ? quotedField() : bareField(c);
            fields.add(field.toString());
            if (separator != ',') {
                width = fields.size();
                return fields;
            }
            c = read();
        }
    }

    private int bareField(int first) throws IOException, UnreadableInput {
        int c = first;
        while (!isSeparator(c)) {
            if (c == '"') {
                throw refusal("a quote stands inside a field that is not quoted");
            }
            if (c == '\r') {
                return lineEnd();
            }
            field.append((char) c);
            c = read();
        }
        return c;
    }

    private int quotedField() throws IOException, UnreadableInput {
        long opened = line;
        while (true) {
            int c = read();
            if (c == END) {
                line = opened;
                throw refusal("the file ends inside a quoted field");
            }
            if (c != '"') {
                field.append((char) c);
                continue;
            }
            int after = read();
            if (after == '\r') {
                return lineEnd();
            }
            if (isSeparator(after)) {
                return after;
            }
            if (after != '"') {
                throw refusal("a closing quote is not followed by a comma or the end of the line");
            }
            field.append('"');
        }
    }

    private int lineEnd() throws IOException, UnreadableInput {
        if (read() != '\n') {
            throw refusal("a carriage return stands outside quotes without a line feed after it");
        }
        return '\n';
    }

    private static boolean isSeparator(int c) {
        return c == ',' || c == '\n' || c == END;
    }

    private int read() throws IOException {
        if (next == filled) {
            filled = in.read(buffer);
            next = 0;
            if (filled <= 0) {
                filled = 0;
                return END;
            }
        }
        char c = buffer[next++];
        if (c == '\n') {
            line++;
        }
        return c;
    }

    private UnreadableInput refusal(String what) {
        return new UnreadableInput("%s line %d: %s.".formatted(file, line, what));
    }
}
