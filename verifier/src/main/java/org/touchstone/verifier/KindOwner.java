package org.touchstone.verifier;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The owner of a kind of marks that somebody else issues, as the issuer names it in its entity configuration.
 *
 * @param name its identifier
 * @param keys its keys for ES256
 */
record KindOwner(String name, PublicKeys keys) {

    /** The kind that is an issuer's own, unless its entity configuration says otherwise. */
    static String ownKind(String issuer) {
        return issuer + "/mark/e-commerce";
    }

    /** The kinds of marks an issuer may issue, as its entity configuration names them. */
    static Set<String> kinds(Claims configuration, String issuer) throws NotAccepted {
        if (!configuration.has("trust_mark_issuers")) {
            return Set.of(ownKind(issuer));
        }
        Claims issuers = configuration.object("trust_mark_issuers");
        Set<String> kinds = new TreeSet<>();
        for (String kind : issuers.members().values().keySet()) {
            if (issuers.texts(kind).contains(issuer)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    /** The owners an entity configuration names, by kind. */
    static Map<String, KindOwner> named(Claims configuration) throws NotAccepted {
        Map<String, KindOwner> owners = new TreeMap<>();
        if (configuration.has("trust_mark_owners")) {
            Claims kinds = configuration.object("trust_mark_owners");
            for (String kind : kinds.members().values().keySet()) {
                Claims owner = kinds.object(kind);
                owners.put(kind, new KindOwner(owner.text("sub"), PublicKeys.of(owner.object("jwks"))));
            }
        }
        return owners;
    }

    /**
     * Refused: a mark of a kind that has an owner, without the owner's word that its issuer may issue it, or with a wrong one.
     *
     * @param owner the owner of its kind; null where the issuer names none
     * @param sound delegations found sound before, to which this one is added: most marks carry the same
     */
    static void isDelegated(
            IssuerRules.Statement statement, @Nullable KindOwner owner, IssuerRules rules, Set<String> sound)
            throws NotAccepted {
        String delegation = statement.delegation();
        if (delegation == null) {
            if (owner != null) {
                throw new NotAccepted("delegation", "its kind is somebody else's, and it has no delegation");
            }
            return;
        }
        if (owner == null) {
            throw new NotAccepted("delegation", "it has a delegation, but the issuer names no owner of its kind");
        }
        if (sound.contains(delegation)) {
            return;
        }
        try {
            rules.delegation(delegation, statement.kind(), owner.name(), owner.keys());
        } catch (NotAccepted e) {
            throw new NotAccepted("delegation-" + e.word(), "its delegation: " + e.clause());
        }
        sound.add(delegation);
    }
}
