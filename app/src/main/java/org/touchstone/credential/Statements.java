package org.touchstone.credential;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.touchstone.credential.Answer.NoRight;
import org.touchstone.credential.Answer.NotCovering;
import org.touchstone.credential.Answer.Signed;
import org.touchstone.credential.Answer.Unknown;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.registry.Host;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkChanges;
import org.touchstone.registry.MarkLife;
import org.touchstone.registry.Registry;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;

/** Signs what the registry knows about marks. Each statement is signed once per change of its mark or of the key. */
@Component
public class Statements {

    /** How long a status that a shop serves itself is believed: a withdrawn mark dies by itself where nobody asks us. */
    static final Duration STATUS_LASTS = Duration.ofDays(2);

    private final Registry registry;
    private final MarkLife life;
    private final StatusPlaces places;
    private final Delegations delegations;
    private final Issuer issuer;
    private final Keys keys;
    private final DatabaseClock clock;
    private final Kept statements;
    private final Kept statuses;

    Statements(
            Registry registry,
            MarkLife life,
            StatusPlaces places,
            Delegations delegations,
            Issuer issuer,
            Keys keys,
            DatabaseClock clock,
            MarkChanges changes) {
        this.registry = registry;
        this.life = life;
        this.places = places;
        this.delegations = delegations;
        this.issuer = issuer;
        this.keys = keys;
        this.clock = clock;
        this.statements = new Kept(changes, keys);
        this.statuses = new Kept(changes, keys);
    }

    /** The kind of marks that are issued here. */
    public String type() {
        return delegations.received().map(Delegation::type).orElse(issuer.at(Wire.MARK_TYPE_PATH));
    }

    /** The trust mark of a code, as typed in any case. */
    public Answer statement(String code) {
        var plain = plain(code);
        return statements.of(plain, () -> registry.mark(plain).map(this::sign).orElseGet(Unknown::new));
    }

    /** The trust mark of an origin, which must be the exact one. */
    public Answer statementOf(String subject) {
        return markOf(subject).map(mark -> statement(mark.code())).orElseGet(Unknown::new);
    }

    private Answer sign(Mark mark) {
        var now = clock.instant();
        if (!mark.coversAt(now)) {
            return new NotCovering(mark.stateAt(now));
        }
        var statement = statement(mark);
        if (!statement.expiresAt().isAfter(now)) {
            return new NoRight(statement.expiresAt());
        }
        return signed(statement, Wire.TRUST_MARK, statement.claims(), statement.expiresAt());
    }

    /** What can be stated of a mark now, whether or not it covers its website. */
    public Statement statement(Mark mark) {
        return new Statement(
                issuer.id(),
                mark,
                places.of(mark.code()),
                life.history(mark.code()).getLast().at(),
                keys.current(Purpose.MARK),
                delegations.received().orElse(null));
    }

    private Signed signed(Statement statement, String type, Map<String, Object> claims, Instant until) {
        var jwt = keys.jwt(statement.key(), type, claims);
        return new Signed(
                jwt.getBytes(StandardCharsets.US_ASCII),
                "W/\"" + claims.get(Wire.JTI) + "\"",
                statement.key().kid(),
                until);
    }

    /**
     * The signed status of a mark, whatever it is: of today, or since the mark last changed. Good for two days, so that a shop may
     * serve it itself.
     */
    public Answer status(String code) {
        var plain = plain(code);
        return statuses.of(
                plain, () -> registry.mark(plain).map(this::signStatus).orElseGet(Unknown::new));
    }

    private Answer signStatus(Mark mark) {
        var now = clock.instant();
        var state = mark.stateAt(now);
        var statement = statement(mark);
        var day = now.truncatedTo(ChronoUnit.DAYS);
        var since = statement.issuedAt().isAfter(day) ? statement.issuedAt() : day;
        if (state != mark.state() && mark.expiresAt().isAfter(since)) {
            since = mark.expiresAt();
        }
        var next = day.plus(1, ChronoUnit.DAYS);
        var changes = mark.state().expires()
                        && mark.expiresAt().isAfter(now)
                        && mark.expiresAt().isBefore(next)
                ? mark.expiresAt()
                : next;
        return signed(statement, Wire.MARK_STATUS, statement.status(state, since, since.plus(STATUS_LASTS)), changes);
    }

    /** A signed answer about an origin now, also that there is no mark: so that a refusal can be shown to others. */
    public String answerAbout(String subject) {
        var now = clock.instant();
        var claims = new LinkedHashMap<String, Object>();
        claims.put(Wire.ISS, issuer.id());
        claims.put(Wire.SUB, subject);
        claims.put(Wire.TRUST_MARK_TYPE, type());
        claims.put(Wire.IAT, now.getEpochSecond());
        claims.put(Wire.EXP, now.plus(STATUS_LASTS).getEpochSecond());
        var mark = markOf(subject);
        claims.put(Wire.STATUS, mark.map(m -> Statement.word(m.stateAt(now))).orElse(Wire.NONE));
        mark.ifPresent(m -> claims.put(Wire.REF, issuer.profile(m)));
        return keys.jwt(Purpose.MARK, Wire.MARK_STATUS, claims);
    }

    private Optional<Mark> markOf(String subject) {
        return Host.in(subject)
                .filter(host -> Issuer.subject(host).equals(subject))
                .flatMap(registry::markOf);
    }

    /**
     * The signed status of a trust mark that somebody holds (OpenID Federation 1.0, 8.4). Nothing for one that is not of ours.
     *
     * @throws ParseException for what is no signed token
     */
    public Optional<String> statusOf(String trustMark) throws ParseException {
        var jwt = SignedJWT.parse(trustMark);
        var claims = jwt.getJWTClaimsSet();
        var key = Optional.ofNullable(jwt.getHeader().getKeyID())
                .flatMap(keys::named)
                .filter(known -> known.purpose() == Purpose.MARK);
        if (!issuer.id().equals(claims.getIssuer()) || key.isEmpty()) {
            return Optional.empty();
        }
        if (!key.get().trusted()
                || !isTrustMark(jwt)
                || !verified(jwt, (ECKey) key.get().jwk())) {
            return Optional.of(response(trustMark, Wire.INVALID));
        }
        var ref = claims.getStringClaim(Wire.REF);
        var prefix = issuer.at("/m/");
        return Optional.ofNullable(ref)
                .filter(link -> link.startsWith(prefix))
                .flatMap(link -> registry.mark(link.substring(prefix.length())))
                .map(mark -> response(
                        trustMark,
                        word(
                                mark,
                                claims.getSubject(),
                                claims.getExpirationTime().toInstant())));
    }

    private static boolean isTrustMark(SignedJWT jwt) {
        var type = jwt.getHeader().getType();
        return type != null && Wire.TRUST_MARK.equals(type.getType());
    }

    private static boolean verified(SignedJWT jwt, ECKey key) {
        try {
            return jwt.verify(new ECDSAVerifier(key));
        } catch (JOSEException e) {
            return false;
        }
    }

    /** A mark that has moved on does not cover the address that an older statement names. */
    private String word(Mark mark, String subject, Instant ends) {
        var now = clock.instant();
        if (!Issuer.subject(mark).equals(subject)) {
            return Wire.REVOKED_STATUS;
        }
        var state = mark.stateAt(now);
        return state.covers() && !ends.isAfter(now) ? Wire.EXPIRED : Statement.word(state);
    }

    private String response(String trustMark, String status) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put(Wire.ISS, issuer.id());
        claims.put(Wire.IAT, clock.instant().getEpochSecond());
        claims.put(Wire.TRUST_MARK_CLAIM, trustMark);
        claims.put(Wire.STATUS, status);
        return keys.jwt(Purpose.MARK, Wire.STATUS_RESPONSE, claims);
    }

    private static String plain(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }
}
