package org.touchstone.foundation;

import java.security.MessageDigest;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.secrecy.Vault;
import org.touchstone.signer.Keys;

/** The keys of the installation. */
@Configuration
@EnableAsync
class FoundationConfiguration {

    @Bean
    Vault vault(Settings settings) {
        return Vault.in(settings.keysFolder());
    }

    @Bean
    Keys keys(Settings settings, DatabaseClock clock) {
        return Keys.in(settings.keysFolder(), clock);
    }

    /** Refuses to run with other keys than those the data was written with. */
    @Component
    static class KeyCheck {

        private final JdbcClient jdbc;
        private final Vault vault;
        private final Settings settings;

        KeyCheck(JdbcClient jdbc, Vault vault, Settings settings) {
            this.jdbc = jdbc;
            this.vault = vault;
            this.settings = settings;
        }

        @Order(-1)
        @EventListener(ApplicationStartedEvent.class)
        public void sameKeys() {
            var mine = vault.hash("the keys of this installation", "key_check");
            jdbc.sql("INSERT INTO key_check (hash) VALUES (:hash) ON CONFLICT DO NOTHING")
                    .param("hash", mine)
                    .update();
            var known =
                    jdbc.sql("SELECT hash FROM key_check").query(byte[].class).single();
            if (!MessageDigest.isEqual(mine, known)) {
                throw new PlainSentence("The keys in " + settings.keysFolder()
                        + " are not those this database was written with; give their folder with --keys DIR.");
            }
        }
    }
}
