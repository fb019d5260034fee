package org.touchstone.verifier;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When something an issuer signed is accepted. The rules stand in docs/status.md; docs/verify-mark/verify-mark.mjs has them in another
 * language on other libraries, and both must judge alike.
 *
 * @param issuer its identifier, an address without a slash at the end
 * @param keys its keys
 * @param kinds the kinds of marks it may issue
 * @param now as of when
 */
record IssuerRules(String issuer, PublicKeys keys, Set<String> kinds, Instant now) {
    /** How far two clocks may be apart. */
    static final Duration SKEW = Duration.ofSeconds(60);
    /** How old the standing of a mark may be when it is relied on: what is asked for is never older than half of it. */
    static final Duration FRESH = Duration.ofMinutes(10);
    /** Places of a list. */
    static final int PLACES = 131_072;

    private static final String VC = "https://www.w3.org/ns/credentials/v2";

    /** The place of a mark in a list. */
    record Reference(String uri, long idx) {}

    /**
     * What a statement says, believed.
     *
     * @param delegation the right by which marks of somebody else's kind are issued, not believed yet; null where there is none
     */
    record Statement(
            String subject,
            String kind,
            String code,
            Reference status,
            @Nullable String delegation) {}

    /** What a credential says, believed; its places by purpose. */
    record Credential(String subject, String code, Map<String, Reference> status) {}

    /** The statement of a mark about an origin. Its standing is not looked at yet. */
    Statement statement(String token, String origin) throws NotAccepted {
        Claims claims = Jws.parse(token).verified("trust-mark+jwt", keys);
        isOurs(claims.text("iss"));
        isOfOurKind(claims);
        isAbout(claims.text("sub"), origin);
        isInTime(claims);
        Claims place = claims.object("status").object("status_list");
        return new Statement(
                origin,
                claims.text("trust_mark_type"),
                code(claims.text("ref")),
                reference(place.text("uri"), issuer + "/status/", place.count("idx")),
                claims.textIfThere("delegation").orElse(null));
    }

    /** The word of the owner of a kind of marks that this issuer may issue them (OpenID Federation 1.0, 7.2.2). */
    void delegation(String token, String kind, String owner, PublicKeys ownerKeys) throws NotAccepted {
        Claims claims = Jws.parse(token).verified("trust-mark-delegation+jwt", ownerKeys);
        if (!claims.text("iss").equals(owner)) {
            throw new NotAccepted("issuer", "another than the owner of the kind signed it");
        }
        isAbout(claims.text("sub"), issuer);
        if (!claims.text("trust_mark_type").equals(kind)) {
            throw new NotAccepted("kind", "it is for another kind of marks");
        }
        isInTime(claims, claims.has("exp"));
    }

    private void isOfOurKind(Claims claims) throws NotAccepted {
        if (!kinds.contains(claims.text("trust_mark_type"))) {
            throw new NotAccepted("kind", "it is a mark of another kind");
        }
    }

    private String code(String profile) throws NotAccepted {
        String folder = issuer + "/m/";
        if (!profile.startsWith(folder)) {
            throw new NotAccepted("reference", "its profile is said to stand elsewhere than with the issuer");
        }
        return profile.substring(folder.length());
    }

    /** What a shop at an origin serves itself about the standing of its mark, signed for two days. */
    void stapled(String token, String origin) throws NotAccepted {
        Claims claims = Jws.parse(token).verified("mark-status+jwt", keys);
        isOurs(claims.text("iss"));
        isOfOurKind(claims);
        isAbout(claims.text("sub"), origin);
        isInTime(claims);
        isActive(claims);
    }

    private static void isActive(Claims claims) throws NotAccepted {
        if (!claims.text("status").equals("active")) {
            throw new NotAccepted("state", "the mark is " + Printed.plain(claims.text("status")));
        }
    }

    /** The list of an address. */
    Standings statusList(String uri, String token) throws NotAccepted {
        Claims claims = Jws.parse(token).verified("statuslist+jwt", keys);
        isOurs(claims.text("iss"));
        isAbout(claims.text("sub"), uri);
        isInTime(claims);
        isFresh(claims.seconds("iat"));
        Claims list = claims.object("status_list");
        if (list.count("bits") != 2) {
            throw new NotAccepted("bits", "it does not have two bits for each mark");
        }
        return new Standings(
                sized(Inflating.zlib(Base64Url.decode(list.text("lst")), PLACES / 4), PLACES / 4), 2, false);
    }

    /** The answer to the question about the standing of one mark. */
    void response(String token, String statement) throws NotAccepted {
        Claims claims = Jws.parse(token).verified("trust-mark-status-response+jwt", keys);
        isOurs(claims.text("iss"));
        isInTime(claims, claims.has("exp"));
        isFresh(claims.seconds("iat"));
        if (!claims.text("trust_mark").equals(statement)) {
            throw new NotAccepted("subject", "it answers about another mark");
        }
        isActive(claims);
    }

    /** The credential of a mark about an origin. Its standing is not looked at yet. */
    Credential credential(String token, String origin) throws NotAccepted {
        Claims claims = ofType(token, "TrustMarkCredential");
        Claims subject = claims.object("credentialSubject");
        isAbout(subject.text("id"), origin);
        isValid(claims);
        Map<String, Reference> places = new TreeMap<>();
        for (Claims entry : claims.objects("credentialStatus")) {
            String purpose = entry.text("statusPurpose");
            String idx = entry.text("statusListIndex");
            if (!entry.text("type").equals("BitstringStatusListEntry") || !idx.matches("0|[1-9][0-9]{0,9}")) {
                throw new NotAccepted("malformed", "an entry of its status is none");
            }
            String folder = issuer + "/credentials/status/" + purpose + "/";
            places.put(purpose, reference(entry.text("statusListCredential"), folder, Long.parseLong(idx)));
        }
        if (!places.keySet().equals(Set.of("revocation", "suspension"))) {
            throw new NotAccepted("reference", "it does not name a list of revocations and one of suspensions");
        }
        return new Credential(origin, subject.text("markCode"), places);
    }

    /** The list of an address and purpose. */
    Standings bitstring(String uri, String purpose, String token) throws NotAccepted {
        Claims claims = ofType(token, "BitstringStatusListCredential");
        isAbout(claims.text("id"), uri);
        isValid(claims);
        isFresh(claims.instant("validFrom"));
        Claims list = claims.object("credentialSubject");
        if (!list.text("type").equals("BitstringStatusList")
                || !list.text("statusPurpose").equals(purpose)) {
            throw new NotAccepted("purpose", "it is a list of another purpose");
        }
        String packed = list.text("encodedList");
        if (!packed.startsWith("u")) {
            throw new NotAccepted("malformed", "its list is not in base64url");
        }
        byte[] bytes = Inflating.gzip(Base64Url.decode(packed.substring(1)), PLACES / 8);
        return new Standings(sized(bytes, PLACES / 8), 1, true);
    }

    private Claims ofType(String token, String type) throws NotAccepted {
        Claims claims = Jws.parse(token).verified("vc+jwt", keys);
        isOurs(claims.text("issuer"));
        List<String> types = claims.texts("type");
        if (!claims.texts("@context").getFirst().equals(VC)
                || !types.contains("VerifiableCredential")
                || !types.contains(type)) {
            throw new NotAccepted("kind", "it is a credential of another kind");
        }
        return claims;
    }

    /** What the issuer says of itself, signed with a key that it names itself; believed. */
    Claims configuration(String token) throws NotAccepted {
        Claims claims = Jws.parse(token).verified("entity-statement+jwt", keys);
        isOurs(claims.text("iss"));
        isAbout(claims.text("sub"), issuer);
        isInTime(claims);
        Claims entity = claims.object("metadata").object("federation_entity");
        for (String endpoint : List.of(
                "federation_trust_mark_endpoint",
                "federation_trust_mark_status_endpoint",
                "federation_trust_mark_list_endpoint")) {
            if (!entity.text(endpoint).startsWith(issuer + "/")) {
                throw new NotAccepted("reference", "one of its endpoints stands elsewhere");
            }
        }
        return claims;
    }

    /** A statement about the register as a whole, such as the manifest of a dump. */
    Claims register(String token, String typ) throws NotAccepted {
        Claims claims = Jws.parse(token).verified(typ, keys);
        isOurs(claims.text("iss"));
        isAbout(claims.text("sub"), issuer + "/register/dump");
        isInTime(claims);
        return claims;
    }

    /** Refused for a standing that does not cover. */
    static void covers(int standing) throws NotAccepted {
        switch (standing) {
            case Standings.VALID -> {}
            case Standings.INVALID -> throw new NotAccepted("invalid", "the mark is revoked or expired");
            case Standings.SUSPENDED -> throw new NotAccepted("suspended", "the mark is suspended");
            default -> throw new NotAccepted("unassigned", "no mark has this place");
        }
    }

    private void isOurs(String iss) throws NotAccepted {
        if (!iss.equals(issuer)) {
            throw new NotAccepted("issuer", "another issuer signed it");
        }
    }

    private static void isAbout(String subject, String wanted) throws NotAccepted {
        if (!subject.equals(wanted)) {
            throw new NotAccepted("subject", "it is about something else");
        }
    }

    /** Registered claims of time: issued, expiring, and not before where it is there. */
    private void isInTime(Claims claims) throws NotAccepted {
        isInTime(claims, true);
    }

    private void isInTime(Claims claims, boolean expires) throws NotAccepted {
        hasBegun(claims.seconds("iat"));
        if (claims.has("nbf")) {
            hasBegun(claims.seconds("nbf"));
        }
        if (expires) {
            isNotOver(claims.seconds("exp"));
        }
    }

    private void isValid(Claims credential) throws NotAccepted {
        hasBegun(credential.instant("validFrom"));
        isNotOver(credential.instant("validUntil"));
    }

    private void hasBegun(Instant from) throws NotAccepted {
        if (from.isAfter(now.plus(SKEW))) {
            throw new NotAccepted("future", "it is not valid yet");
        }
    }

    private void isNotOver(Instant until) throws NotAccepted {
        if (!until.isAfter(now)) {
            throw new NotAccepted("expired", "its time is over");
        }
    }

    private void isFresh(Instant from) throws NotAccepted {
        if (from.isBefore(now.minus(FRESH))) {
            throw new NotAccepted("old", "it is older than ten minutes, so that a later suspension is not in it");
        }
    }

    private static Reference reference(String uri, String folder, long idx) throws NotAccepted {
        if (!uri.startsWith(folder) || !uri.substring(folder.length()).matches("[1-9][0-9]{0,8}")) {
            throw new NotAccepted("reference", "its standing is said to stand elsewhere than with the issuer");
        }
        return new Reference(uri, idx);
    }

    private static byte[] sized(byte[] bytes, int wanted) throws NotAccepted {
        if (bytes.length != wanted) {
            throw new NotAccepted("size", "it does not have 131,072 places");
        }
        return bytes;
    }
}
