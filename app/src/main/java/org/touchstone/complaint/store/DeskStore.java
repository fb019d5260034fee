package org.touchstone.complaint.store;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.touchstone.foundation.database.Rows;

/** What a business keeps about its complaints for itself. */
@Repository
public class DeskStore {

    private final JdbcClient jdbc;

    DeskStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those complaints that were filed here about one of these businesses. */
    public List<UUID> filedAmong(Collection<UUID> complaints, Collection<UUID> businesses) {
        return jdbc.sql("""
                        SELECT id FROM complaint
                        WHERE id = ANY (:ids) AND business_id = ANY (:businesses) AND source = 'filed'
                        """)
                .param("ids", complaints.toArray(UUID[]::new))
                .param("businesses", businesses.toArray(UUID[]::new))
                .query(Rows::onlyUuid)
                .list();
    }
}
