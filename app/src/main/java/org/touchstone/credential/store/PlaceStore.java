package org.touchstone.credential.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.credential.StatusPlace;
import org.touchstone.foundation.database.Rows;

/** Reading the places of many marks. */
@Repository
public class PlaceStore {

    private final JdbcClient jdbc;

    PlaceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A mark and its place. */
    public record Placed(String code, StatusPlace place) {}

    /** All places in the order of codes. To be closed; in a transaction. */
    public Stream<Placed> all() {
        return jdbc
                .sql("SELECT code, place FROM status_place ORDER BY code COLLATE \"C\"")
                .withFetchSize(2000)
                .query(PlaceStore::placed)
                .stream();
    }

    /** The places of some marks; without those that have none. */
    public Map<String, StatusPlace> of(Collection<String> codes) {
        var places = new HashMap<String, StatusPlace>();
        if (!codes.isEmpty()) {
            jdbc.sql("SELECT code, place FROM status_place WHERE code = ANY (:codes)")
                    .param("codes", codes.toArray(String[]::new))
                    .query(PlaceStore::placed)
                    .list()
                    .forEach(placed -> places.put(placed.code(), placed.place()));
        }
        return places;
    }

    /** The marks whose place is beyond a running number. */
    public Map<String, StatusPlace> after(long number) {
        var places = new HashMap<String, StatusPlace>();
        jdbc.sql("SELECT code, place FROM status_place WHERE place > :number")
                .param("number", number)
                .query(PlaceStore::placed)
                .list()
                .forEach(placed -> places.put(placed.code(), placed.place()));
        return places;
    }

    private static Placed placed(ResultSet row, int n) throws SQLException {
        return new Placed(Rows.text(row, "code"), StatusPlace.of(row.getLong("place")));
    }
}
