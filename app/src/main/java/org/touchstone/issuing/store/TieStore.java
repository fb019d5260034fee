package org.touchstone.issuing.store;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.rules.issuing.Obstacles.Tie;

/** What ties marks to people, numbers and places, as keyed hashes nobody can read back. */
@Repository
public class TieStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    TieStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Keeps the ties of a mark. */
    public void put(String mark, Map<Tie, Set<String>> ties) {
        ties.forEach((tie, values) -> values.forEach(value -> jdbc.sql(
                        "INSERT INTO mark_tie (mark, tie, hash) VALUES (:mark, :tie, :hash) ON CONFLICT DO NOTHING")
                .param("mark", mark)
                .param("tie", tie.name())
                .param("hash", hash(tie, value))
                .update()));
    }

    /** The marks tied to any of these, each with the ties it shares. */
    public Map<String, Set<Tie>> sharing(Map<Tie, Set<String>> ties) {
        var found = new HashMap<String, Set<Tie>>();
        ties.forEach((tie, values) ->
                values.forEach(value -> jdbc.sql("SELECT mark FROM mark_tie WHERE hash = :hash AND tie = :tie")
                        .param("hash", hash(tie, value))
                        .param("tie", tie.name())
                        .query(Rows::onlyText)
                        .list()
                        .forEach(mark -> found.computeIfAbsent(mark, _ -> EnumSet.noneOf(Tie.class))
                                .add(tie))));
        return found;
    }

    private byte[] hash(Tie tie, String value) {
        return vault.hash(value, "mark_tie." + tie);
    }
}
