package org.touchstone.credential;

/**
 * Every name that goes over the wire, as OpenID Federation 1.0 (sections 3, 5.1.1, 7, 8), JWT (RFC 7519) and the Token Status List
 * write it. Nowhere else are they written.
 */
public final class Wire {

    private Wire() {}

    // Kinds of signed tokens: the typ of their header.

    public static final String TRUST_MARK = "trust-mark+jwt";
    public static final String DELEGATION = "trust-mark-delegation+jwt";
    public static final String ENTITY_STATEMENT = "entity-statement+jwt";
    public static final String STATUS_RESPONSE = "trust-mark-status-response+jwt";
    public static final String KEY_SET = "jwk-set+jwt";
    /** Ours: what a shop may serve itself, and the signed answer about an address. */
    public static final String MARK_STATUS = "mark-status+jwt";

    // Media types.

    /** The media type of a kind of signed token. */
    public static String mediaType(String typ) {
        return "application/" + typ;
    }

    public static final String JSON = "application/json";
    public static final String JWKS_JSON = "application/jwk-set+json";

    // Claims.

    public static final String ISS = "iss";
    public static final String SUB = "sub";
    public static final String IAT = "iat";
    public static final String EXP = "exp";
    public static final String JTI = "jti";
    public static final String REF = "ref";
    /** How the mark is graded. */
    public static final String GRADE = "grade";

    public static final String LOGO_URI = "logo_uri";
    public static final String TRUST_MARK_TYPE = "trust_mark_type";
    public static final String TRUST_MARK_CLAIM = "trust_mark";
    public static final String DELEGATION_CLAIM = "delegation";
    public static final String STATUS = "status";
    public static final String STATUS_LIST = "status_list";
    public static final String IDX = "idx";
    public static final String URI = "uri";
    public static final String JWKS = "jwks";
    public static final String KEYS = "keys";
    public static final String METADATA = "metadata";
    public static final String FEDERATION_ENTITY = "federation_entity";
    public static final String ORGANIZATION_NAME = "organization_name";
    public static final String ORGANIZATION_URI = "organization_uri";
    public static final String TRUST_MARK_ISSUERS = "trust_mark_issuers";
    public static final String TRUST_MARK_OWNERS = "trust_mark_owners";
    public static final String REVOKED = "revoked";
    public static final String REVOKED_AT = "revoked_at";
    public static final String REASON = "reason";

    // Metadata of the issuer.

    public static final String TRUST_MARK_ENDPOINT = "federation_trust_mark_endpoint";
    public static final String TRUST_MARK_STATUS_ENDPOINT = "federation_trust_mark_status_endpoint";
    public static final String TRUST_MARK_LIST_ENDPOINT = "federation_trust_mark_list_endpoint";
    public static final String HISTORICAL_KEYS_ENDPOINT = "federation_historical_keys_endpoint";

    // Addresses.

    public static final String CONFIGURATION_PATH = "/.well-known/openid-federation";
    public static final String JWKS_PATH = "/.well-known/jwks.json";
    public static final String TRUST_MARK_PATH = "/federation/trust_mark";
    public static final String TRUST_MARK_STATUS_PATH = "/federation/trust_mark_status";
    public static final String TRUST_MARK_LIST_PATH = "/federation/trust_marked_list";
    public static final String HISTORICAL_KEYS_PATH = "/federation/historical_keys";
    public static final String STATUS_LIST_PATH = "/status/";
    /** The kind of our marks, beneath our address; a page says there what it means. */
    public static final String MARK_TYPE_PATH = "/mark/e-commerce";

    // What a status response says. The last two are ours, as the standard allows.

    public static final String ACTIVE = "active";
    public static final String EXPIRED = "expired";
    public static final String REVOKED_STATUS = "revoked";
    public static final String INVALID = "invalid";
    public static final String SUSPENDED = "suspended";
    public static final String NONE = "none";

    // Errors.

    public static final String ERROR = "error";
    public static final String ERROR_DESCRIPTION = "error_description";
    public static final String INVALID_REQUEST = "invalid_request";
    public static final String NOT_FOUND = "not_found";
    public static final String TEMPORARILY_UNAVAILABLE = "temporarily_unavailable";

    // Reasons why a key was revoked (8.7.3).

    public static final String UNSPECIFIED = "unspecified";
    public static final String COMPROMISED = "compromised";
    public static final String SUPERSEDED = "superseded";

    // Status lists (draft-ietf-oauth-status-list-21), credentials (VC 2.0, VC-JOSE-COSE, Bitstring Status List 1.0),
    // the dump.

    public static final String STATUS_LIST_TOKEN = "statuslist+jwt";
    public static final String CREDENTIAL = "vc+jwt";
    public static final String REGISTER_DUMP = "register-dump+jwt";
    public static final String REGISTER_CHANGES = "register-changes+jwt";

    public static final String TTL = "ttl";
    public static final String BITS = "bits";
    public static final String LST = "lst";
    public static final String AGGREGATION_URI = "aggregation_uri";
    public static final String STATUS_LISTS = "status_lists";

    public static final String CONTEXT = "@context";
    public static final String ID = "id";
    public static final String TYPE = "type";
    public static final String ISSUER = "issuer";
    public static final String VALID_FROM = "validFrom";
    public static final String VALID_UNTIL = "validUntil";
    public static final String CREDENTIAL_SUBJECT = "credentialSubject";
    public static final String CREDENTIAL_STATUS = "credentialStatus";
    public static final String STATUS_PURPOSE = "statusPurpose";
    public static final String STATUS_LIST_INDEX = "statusListIndex";
    public static final String STATUS_LIST_CREDENTIAL = "statusListCredential";
    public static final String ENCODED_LIST = "encodedList";

    public static final String AGGREGATION_PATH = "/status";
    public static final String BITSTRING_PATH = "/credentials/status/";
    public static final String CONTEXT_PATH = "/contexts/mark/v1";
    public static final String DUMP_PATH = "/register/dump";
}
