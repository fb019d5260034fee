package org.touchstone.sandbox;

/** What the identity registry tells about a person. */
record Identity(String nationalId, String name, String mobile, String email, Language language) {

    static Identity of(Person person) {
        return new Identity(person.nationalId(), person.name(), person.mobile(), person.email(), person.language());
    }

    Identity withName(String otherName) {
        return new Identity(nationalId, otherName, mobile, email, language);
    }

    Identity withContacts(String otherMobile, String otherEmail) {
        return new Identity(nationalId, name, otherMobile, otherEmail, language);
    }

    @Override
    public String toString() {
        return "identity";
    }
}
