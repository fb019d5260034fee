package org.touchstone.registers;

/** An outside register. */
public enum Register {
    /** Whose a mobile number is. */
    MOBILE,
    /** Companies and guilds. */
    BUSINESS,
    /** Licences of trades. */
    LICENCE,
    /** Postal addresses. */
    ADDRESS,
    /** Taxpayers and their sales terminals. */
    TAX,
    /** How many orders businesses have. */
    ORDERS
}
