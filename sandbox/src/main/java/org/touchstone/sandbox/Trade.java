package org.touchstone.sandbox;

/** What a business deals in. */
public enum Trade {
    ELECTRONICS,
    FASHION,
    BOOKS,
    GROCERY,
    TRAVEL,
    HOME,
    BEAUTY,
    TOYS,
    SPORT,
    SERVICES
}
