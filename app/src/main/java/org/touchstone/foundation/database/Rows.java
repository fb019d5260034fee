package org.touchstone.foundation.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reading and writing the types of the domain in rows. */
public final class Rows {

    private Rows() {}

    /** The only column, an identifier, as a row mapper. */
    public static UUID onlyUuid(ResultSet row, int n) throws SQLException {
        return Objects.requireNonNull(row.getObject(1, UUID.class));
    }

    /** The only column, a text, as a row mapper. */
    public static String onlyText(ResultSet row, int n) throws SQLException {
        return Objects.requireNonNull(row.getString(1));
    }

    /** An instant as the driver takes it. */
    public static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** Instants for a parameter that the statement casts to {@code timestamptz[]}. */
    public static String[] array(List<Instant> instants) {
        return instants.stream().map(Instant::toString).toArray(String[]::new);
    }

    /** The instant of a column that is never null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(instantOrNull(row, column), column);
    }

    /** The instant of a column. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    /** The instants of an array column. */
    public static List<Instant> instants(ResultSet row, String column) throws SQLException {
        return Arrays.stream((Timestamp[]) row.getArray(column).getArray())
                .map(Timestamp::toInstant)
                .toList();
    }

    /** The texts of an array column. */
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    /** The identifier of a column that is never null. */
    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, UUID.class), column);
    }

    /** The text of a column that is never null. */
    public static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    /** The number of a column that may be null. */
    public static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    /** The truth of a column that may be null. */
    public static @Nullable Boolean bool(ResultSet row, String column) throws SQLException {
        boolean value = row.getBoolean(column);
        return row.wasNull() ? null : value;
    }
}
