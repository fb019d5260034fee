package org.touchstone.sandbox;

/** A request that gets a problem document (RFC 9457) instead of an answer. The detail never repeats what was sent. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String detail;

    Refused(int status, String code, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.detail = detail;
    }

    static Refused malformed(String detail) {
        return new Refused(400, "malformed-json", detail);
    }

    static Refused badField(String field, String expected) {
        return new Refused(400, "bad-field", "The field " + field + " must be " + expected + ".");
    }

    static Refused badQuery(String detail) {
        return new Refused(400, "bad-query", detail);
    }

    static Refused unknownPerson() {
        return new Refused(404, "unknown-person", "Nobody has this national ID.");
    }

    static Refused unknownBusiness() {
        return new Refused(404, "unknown-business", "No legal entity has this ID.");
    }

    static Refused unknownLicence() {
        return new Refused(404, "unknown-licence", "No licence has this number.");
    }

    static Refused unknownPostalCode() {
        return new Refused(404, "unknown-postal-code", "No place has this postal code.");
    }

    Answer answer() {
        Answer problem = Answer.of(status, "application/problem+json", Json.text(new Problem(status, code, detail)));
        return status == 503 ? problem.with("Retry-After", "1") : problem;
    }

    private record Problem(int status, String code, String detail) {}
}
