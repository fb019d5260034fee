package org.touchstone.rules.grade;

/** What a website can do to protect its visitors, beside being encrypted at all. */
public enum Protection {
    /** Browsers are told to use nothing but https (RFC 6797). */
    HSTS,
    /** Plain http leads to https, or nothing answers there. */
    REDIRECT,
    /** Protocols that are given up (RFC 8996) are not offered. */
    NO_OLD_PROTOCOLS,
    /** Scripts are held to a policy: {@code Content-Security-Policy}. */
    CONTENT_SECURITY_POLICY,
    /** Browsers do not guess what a file is: {@code X-Content-Type-Options}. */
    NO_SNIFFING,
    /** Other sites are not told where a visitor comes from: {@code Referrer-Policy}. */
    REFERRER_POLICY
}
