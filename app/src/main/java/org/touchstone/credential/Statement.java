package org.touchstone.credential;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.secrecy.Sha256;
import org.touchstone.registry.Mark;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.signer.SigningKey;

/**
 * What is stated of a mark. The same facts and key give the same claims on every node, whenever they are asked.
 *
 * @param issuer identifier of this installation
 * @param mark the mark
 * @param place where its status stands in the status lists
 * @param changedAt when something last changed about the mark
 * @param key the key that signs
 * @param delegation the right by which marks of somebody else's kind are issued
 */
public record Statement(
        String issuer,
        Mark mark,
        StatusPlace place,
        Instant changedAt,
        SigningKey key,
        @Nullable Delegation delegation) {

    /** The kind of mark: ours, or the one that was delegated. */
    public String type() {
        return delegation == null ? issuer + Wire.MARK_TYPE_PATH : delegation.type();
    }

    /** Since when it can be stated: nothing is stated with a key from before there was one. */
    public Instant issuedAt() {
        return changedAt.isAfter(key.created()) ? changedAt : key.created();
    }

    /** When it ends: with the mark, or with the right to issue it. */
    public Instant expiresAt() {
        return delegation != null
                        && delegation.until() != null
                        && delegation.until().isBefore(mark.expiresAt())
                ? delegation.until()
                : mark.expiresAt();
    }

    /** The claims of the trust mark (OpenID Federation 1.0, 7.1), with its place in a status list. */
    public Map<String, Object> claims() {
        var claims = new LinkedHashMap<String, Object>();
        claims.put(Wire.ISS, issuer);
        claims.put(Wire.SUB, Issuer.subject(mark));
        claims.put(Wire.TRUST_MARK_TYPE, type());
        claims.put(Wire.IAT, issuedAt().getEpochSecond());
        claims.put(Wire.EXP, expiresAt().getEpochSecond());
        claims.put(Wire.REF, issuer + "/m/" + mark.code());
        claims.put(Wire.LOGO_URI, issuer + "/m/" + mark.code() + "/badge.svg");
        grade(claims);
        claims.put(Wire.STATUS, Map.of(Wire.STATUS_LIST, reference()));
        if (delegation != null) {
            claims.put(Wire.DELEGATION_CLAIM, delegation.jwt());
        }
        claims.put(Wire.JTI, identifier(key.kid(), claims));
        return claims;
    }

    /** The grade as it was when this was signed; that of today is in the status. Nothing where too little is known. */
    private void grade(Map<String, Object> claims) {
        if (mark.grade() != null) {
            claims.put(Wire.GRADE, mark.grade().name());
        }
    }

    private Map<String, Object> reference() {
        // In one order everywhere: the identifier of the statement is made from it.
        var reference = new LinkedHashMap<String, Object>();
        reference.put(Wire.IDX, place.idx());
        reference.put(Wire.URI, issuer + Wire.STATUS_LIST_PATH + place.list());
        return reference;
    }

    /** What is said of the mark's status on a day; a shop may serve it itself for as long as it lasts. */
    public Map<String, Object> status(MarkState state, Instant issuedAt, Instant until) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put(Wire.ISS, issuer);
        claims.put(Wire.SUB, Issuer.subject(mark));
        claims.put(Wire.TRUST_MARK_TYPE, type());
        claims.put(Wire.IAT, issuedAt.getEpochSecond());
        claims.put(Wire.EXP, until.getEpochSecond());
        claims.put(Wire.STATUS, word(state));
        if (state.covers()) {
            grade(claims);
        }
        claims.put(Wire.REF, issuer + "/m/" + mark.code());
        claims.put(Wire.JTI, identifier(key.kid(), claims));
        return claims;
    }

    /** A state as it goes over the wire. */
    public static String word(MarkState state) {
        return switch (state) {
            case ISSUED, UNDER_REVIEW -> Wire.ACTIVE;
            case SUSPENDED -> Wire.SUSPENDED;
            case REVOKED -> Wire.REVOKED_STATUS;
            case EXPIRED -> Wire.EXPIRED;
        };
    }

    private static String identifier(String kid, Map<String, Object> claims) {
        var hash = Sha256.of(kid + JSONObjectUtils.toJSONString(claims));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
    }
}
