package org.touchstone.credential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.credential.store.CredentialStore;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.registry.Registry;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;
import org.touchstone.signer.SigningKey;

/** What this installation says about itself as an issuer of trust marks and, where nobody stands above it, as the trust anchor. */
@Component
public class Federation {

    private static final Duration CONFIGURATION_LASTS = Duration.ofHours(24);

    private final Keys keys;
    private final Issuer issuer;
    private final Statements statements;
    private final Delegations delegations;
    private final Registry registry;
    private final CredentialStore store;
    private final Settings settings;
    private final DatabaseClock clock;
    private final TransactionTemplate transaction;
    private final Cache<String, List<String>> marked =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(3)).build();
    private volatile @Nullable Configuration configuration;

    Federation(
            Keys keys,
            Issuer issuer,
            Statements statements,
            Delegations delegations,
            Registry registry,
            CredentialStore store,
            Settings settings,
            DatabaseClock clock,
            TransactionTemplate transaction) {
        this.keys = keys;
        this.issuer = issuer;
        this.statements = statements;
        this.delegations = delegations;
        this.registry = registry;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.transaction = transaction;
    }

    private record Configuration(Instant hour, List<SigningKey> keys, String jwt) {}

    /** The public keys that verify what we sign: current and retired ones, none that was revoked. */
    public JWKSet publicKeys() {
        return set(entityKeys().filter(SigningKey::trusted));
    }

    private Stream<SigningKey> entityKeys() {
        return Stream.of(Purpose.MARK, Purpose.OWNER).flatMap(purpose -> keys.all(purpose).stream());
    }

    private static JWKSet set(Stream<SigningKey> which) {
        return new JWKSet(which.map(SigningKey::jwk).toList());
    }

    /** Our entity configuration (OpenID Federation 1.0, 3); signed once an hour. */
    public String configuration() {
        var signer = keys.current(Purpose.MARK);
        var all = entityKeys().toList();
        var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        var ready = configuration;
        if (ready != null && ready.hour().equals(hour) && ready.keys().equals(all)) {
            return ready.jwt();
        }
        var since = signer.created().isAfter(hour) ? signer.created() : hour;
        var claims = new LinkedHashMap<String, Object>();
        claims.put(Wire.ISS, issuer.id());
        claims.put(Wire.SUB, issuer.id());
        claims.put(Wire.IAT, since.getEpochSecond());
        claims.put(Wire.EXP, hour.plus(CONFIGURATION_LASTS).getEpochSecond());
        claims.put(Wire.JWKS, publicKeys().toJSONObject());
        claims.put(Wire.METADATA, Map.of(Wire.FEDERATION_ENTITY, metadata()));
        claims.put(Wire.TRUST_MARK_ISSUERS, issuers());
        delegations
                .received()
                .ifPresent(delegation -> claims.put(
                        Wire.TRUST_MARK_OWNERS,
                        Map.of(
                                delegation.type(),
                                Map.of(
                                        Wire.SUB,
                                        delegation.owner(),
                                        Wire.JWKS,
                                        delegation.ownerKeys().toJSONObject()))));
        var jwt = keys.jwt(signer, Wire.ENTITY_STATEMENT, claims);
        configuration = new Configuration(hour, all, jwt);
        return jwt;
    }

    private Map<String, Object> metadata() {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put(Wire.ORGANIZATION_NAME, settings.organization());
        metadata.put(Wire.ORGANIZATION_URI, issuer.id());
        metadata.put(Wire.TRUST_MARK_ENDPOINT, issuer.at(Wire.TRUST_MARK_PATH));
        metadata.put(Wire.TRUST_MARK_STATUS_ENDPOINT, issuer.at(Wire.TRUST_MARK_STATUS_PATH));
        metadata.put(Wire.TRUST_MARK_LIST_ENDPOINT, issuer.at(Wire.TRUST_MARK_LIST_PATH));
        metadata.put(Wire.HISTORICAL_KEYS_ENDPOINT, issuer.at(Wire.HISTORICAL_KEYS_PATH));
        return metadata;
    }

    /** Who may issue which kind of marks: we, and whom we gave that right. */
    private Map<String, Object> issuers() {
        var issuers = new LinkedHashMap<String, Object>();
        issuers.put(statements.type(), new ArrayList<>(List.of(issuer.id())));
        store.delegates().forEach(given -> {
            @SuppressWarnings("unchecked")
            var list = (List<String>) issuers.computeIfAbsent(given.type(), type -> new ArrayList<String>());
            if (!list.contains(given.to())) {
                list.add(given.to());
            }
        });
        return issuers;
    }

    /** Keys that sign no more, and why (8.7); signed. */
    public String historicalKeys() {
        var claims = new LinkedHashMap<String, Object>();
        claims.put(Wire.ISS, issuer.id());
        claims.put(Wire.IAT, clock.instant().getEpochSecond());
        claims.put(
                Wire.KEYS,
                entityKeys()
                        .filter(key -> !key.active())
                        .map(Federation::historical)
                        .toList());
        return keys.jwt(Purpose.MARK, Wire.KEY_SET, claims);
    }

    private static Map<String, Object> historical(SigningKey key) {
        var jwk = new LinkedHashMap<>(key.jwk().toJSONObject());
        jwk.put(Wire.IAT, key.created().getEpochSecond());
        jwk.put(Wire.EXP, Objects.requireNonNull(key.retired()).getEpochSecond());
        if (key.revoked() != null) {
            jwk.put(
                    Wire.REVOKED,
                    Map.of(Wire.REVOKED_AT, key.revoked().getEpochSecond(), Wire.REASON, reason(key.reason())));
        }
        return jwk;
    }

    /** The standard's words go out as they are; an operator's own may name people, and stays here. */
    private static String reason(@Nullable String why) {
        return why != null && (why.equals(Wire.COMPROMISED) || why.equals(Wire.SUPERSEDED)) ? why : Wire.UNSPECIFIED;
    }

    /** The origins of all websites that a mark covers now. */
    public List<String> marked() {
        return marked.get("", all -> {
            var now = clock.instant();
            return Objects.requireNonNull(transaction.execute(t -> {
                try (var marks = registry.all()) {
                    return marks.filter(mark -> mark.coversAt(now))
                            .map(Issuer::subject)
                            .toList();
                }
            }));
        });
    }
}
