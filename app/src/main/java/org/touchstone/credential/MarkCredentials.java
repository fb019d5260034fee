package org.touchstone.credential;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.touchstone.credential.Answer.NotCovering;
import org.touchstone.credential.Answer.Signed;
import org.touchstone.credential.Answer.Unknown;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.registry.Mark;
import org.touchstone.registry.MarkChanges;
import org.touchstone.registry.Registry;
import org.touchstone.signer.Keys;
import org.touchstone.signer.Purpose;

/** Marks as Verifiable Credentials 2.0 secured with JOSE, for wallets: the facts of the statement in another form. */
@Component
public class MarkCredentials {

    static final String VC_CONTEXT = "https://www.w3.org/ns/credentials/v2";
    static final String VC_TYPE = "VerifiableCredential";

    private final Registry registry;
    private final StatusPlaces places;
    private final Issuer issuer;
    private final Keys keys;
    private final DatabaseClock clock;
    private final Kept credentials;

    MarkCredentials(
            Registry registry,
            StatusPlaces places,
            Issuer issuer,
            Keys keys,
            DatabaseClock clock,
            MarkChanges changes) {
        this.registry = registry;
        this.places = places;
        this.issuer = issuer;
        this.keys = keys;
        this.clock = clock;
        this.credentials = new Kept(changes, keys);
    }

    /** The credential of a code, as typed in any case. A mark that does not cover its website has none. */
    public Answer credential(String code) {
        var plain = code.strip().toUpperCase(Locale.ROOT);
        return credentials.of(plain, () -> registry.mark(plain).map(this::sign).orElseGet(Unknown::new));
    }

    private Answer sign(Mark mark) {
        var state = mark.stateAt(clock.instant());
        if (!state.covers()) {
            return new NotCovering(state);
        }
        var key = keys.current(Purpose.MARK);
        var jwt = keys.jwt(key, Wire.CREDENTIAL, claims(mark)).getBytes(StandardCharsets.US_ASCII);
        return new Signed(jwt, StatusLists.etag(jwt), key.kid(), mark.expiresAt());
    }

    private Map<String, Object> claims(Mark mark) {
        var subject = new LinkedHashMap<String, Object>();
        subject.put(Wire.ID, Issuer.subject(mark));
        subject.put(Wire.TYPE, "MarkedWebsite");
        subject.put("name", mark.legalName());
        subject.put("markCode", mark.code());
        subject.put("trade", mark.trade());
        if (mark.grade() != null) {
            subject.put(Wire.GRADE, mark.grade().name());
        }
        var claims = new LinkedHashMap<String, Object>();
        claims.put(Wire.CONTEXT, List.of(VC_CONTEXT, issuer.at(Wire.CONTEXT_PATH)));
        claims.put(Wire.ID, issuer.profile(mark) + "/credential");
        claims.put(Wire.TYPE, List.of(VC_TYPE, "TrustMarkCredential"));
        claims.put(Wire.ISSUER, issuer.id());
        claims.put(
                Wire.VALID_FROM, mark.issuedAt().truncatedTo(ChronoUnit.SECONDS).toString());
        claims.put(
                Wire.VALID_UNTIL,
                mark.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
        claims.put(Wire.CREDENTIAL_SUBJECT, subject);
        var place = places.of(mark.code());
        claims.put(
                Wire.CREDENTIAL_STATUS,
                Arrays.stream(StatusPurpose.values())
                        .map(purpose -> entry(purpose, place))
                        .toList());
        return claims;
    }

    private Map<String, Object> entry(StatusPurpose purpose, StatusPlace place) {
        var address = issuer.bitstring(purpose, place.list());
        var entry = new LinkedHashMap<String, Object>();
        entry.put(Wire.ID, address + "#" + place.idx());
        entry.put(Wire.TYPE, "BitstringStatusListEntry");
        entry.put(Wire.STATUS_PURPOSE, purpose.word());
        entry.put(Wire.STATUS_LIST_INDEX, String.valueOf(place.idx()));
        entry.put(Wire.STATUS_LIST_CREDENTIAL, address);
        return entry;
    }
}
