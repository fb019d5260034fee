package org.touchstone.rules.grade;

/** Why something is not known. It is then neither 0 nor 100. */
public enum Lack {
    /** Too few complaints have matured. */
    TOO_FEW_COMPLAINTS,
    /** Too few consumers gave a score. */
    TOO_FEW_SCORES,
    /** Nobody has looked at the mark's website yet. */
    NO_LOOK,
    /** The website was never reached. */
    NEVER_REACHED,
    /** The policy asks for no such check, or it got no answer yet. */
    NOT_CHECKED,
    /** How many orders there were is unknown. */
    NO_ORDERS,
    /** There were too few orders. */
    TOO_FEW_ORDERS,
    /** Too few promises are known to be kept or broken. */
    TOO_FEW_PROMISES,
    /** Too few of the parts are known. */
    TOO_LITTLE_KNOWN,
    /** The history is unknown, and without it there is no grade. */
    NO_HISTORY,
    /** The mark has expired or was revoked. */
    NOT_LIVE
}
