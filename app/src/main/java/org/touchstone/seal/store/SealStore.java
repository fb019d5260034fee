package org.touchstone.seal.store;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Certificates of the keys documents are sealed with. */
@Repository
public class SealStore {

    private final JdbcClient jdbc;

    SealStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The certificate of a key, as DER. */
    public Optional<byte[]> certificate(String kid) {
        return jdbc.sql("SELECT certificate FROM seal_certificate WHERE kid = :kid")
                .param("kid", kid)
                .query(byte[].class)
                .optional();
    }

    /** Keeps the certificate of a key; the first one kept stays. */
    public void keep(String kid, byte[] certificate) {
        jdbc.sql("INSERT INTO seal_certificate (kid, certificate) VALUES (:kid, :certificate) ON CONFLICT DO NOTHING")
                .param("kid", kid)
                .param("certificate", certificate)
                .update();
    }
}
