package org.touchstone.rules.complaint;

/** Why a business says it need not answer. */
public enum RefusalGround {
    /** The complainant did not buy here. */
    NOT_OUR_CUSTOMER,
    /** The matter was settled between the parties before. */
    SETTLED_BEFORE,
    /** The same matter is before the centre already. */
    DUPLICATE,
    /** The matter is before a court. */
    BEFORE_COURT,
    /** It is not about a purchase from this website. */
    OUT_OF_SCOPE,
    /** Something else, told in the reason. */
    OTHER
}
