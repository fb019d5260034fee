package org.touchstone.rules.issuing;

/** What is checked before a mark is issued, and again while it lives (sources 11; {@code domain.md}, Mark). */
public enum CheckCode {
    /** The applicant is known to the identity registry, and the mobile number is theirs. */
    IDENTITY,
    /** The business stands in the register of companies or guilds, and the applicant runs it. */
    BUSINESS,
    /** It holds the licence of its trade. */
    LICENCE,
    /** Its postal address exists. */
    ADDRESS,
    /** The tax authority knows it; its sales terminals are its own. */
    TAX,
    /** The applicant controls the website. */
    CONTROL,
    /** The website says what a shop must say. */
    CONTENT,
    /** The website is reached safely. */
    TLS;

    /** Whether the check looks at the website rather than asking a registry. */
    public boolean looksAtWebsite() {
        return this == CONTROL || this == CONTENT || this == TLS;
    }
}
