package org.touchstone.importing;

import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.complaint.ComplaintEvent;
import org.touchstone.rules.policy.Policy;

/**
 * A format in which a regulator publishes complaints. To add one: implement this as a bean, ship the regulator's rules as {@code
 * policy/NAME.json} with {@code "imported": true}, and list the format in docs/importing.md.
 */
public interface ComplaintFormat {

    /** What {@code --format} calls it. */
    String name();

    /** The version of the policy that tells the regulator's rules. */
    String policyVersion();

    /** The columns without which a file is not of this format. */
    List<String> requiredColumns();

    /** How the file separates and quotes. */
    CSVFormat csv();

    /**
     * A row as a case.
     *
     * @param key the regulator's identifier; absent where the row has none
     * @param company the firm, as written there
     * @param trade its trade, a code of ours
     * @param history what happened, in order, beginning with the filing; the mark in it is filled in later
     */
    record ForeignCase(@Nullable String key, String company, String trade, History history) {}

    /** A history that waits for the code of its mark. */
    interface History {

        /** The events for a mark. */
        List<ComplaintEvent> of(String mark);
    }

    /** Reads a row. Refuses one that cannot be understood with {@link UnreadableRow}, naming column and reason. */
    ForeignCase read(CSVRecord row, Policy policy);

    /** Why a row cannot be taken over. */
    final class UnreadableRow extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** A reason for the operator. */
        public UnreadableRow(String reason) {
            super(reason);
        }
    }

    /** The instant just before a deadline: the latest an answer of unknown time can have come. */
    static Instant justBefore(Instant deadline) {
        return deadline.minusNanos(1000);
    }

    /** The value of a column that must not be blank. */
    static String required(CSVRecord row, String column) {
        var value = row.get(column).strip();
        if (value.isEmpty()) {
            throw new UnreadableRow(column + " is empty");
        }
        return value;
    }

    /** A stable code for a text of the source: capital letters, digits and underscores. */
    static String code(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        var code = plain.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_").replaceAll("^_|_$", "");
        return code.isEmpty() ? "OTHER" : code.substring(0, Math.min(80, code.length()));
    }
}
