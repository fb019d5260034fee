package org.touchstone.probe;

/** What can be wrong with the certificate of a website. */
public enum TlsFault {
    /** It, or one between it and an authority, is past its time. */
    EXPIRED,
    /** Its time has not begun. */
    NOT_YET_VALID,
    /** It names other hosts. */
    WRONG_HOST,
    /** It is signed by itself and is no authority's. */
    SELF_SIGNED,
    /** No authority known to us stands behind it. */
    UNTRUSTED,
    /** RSA of less than 2048 bits, or another key of less than 224. */
    WEAK_KEY,
    /** A signature over MD5 or SHA-1. */
    WEAK_SIGNATURE
}
