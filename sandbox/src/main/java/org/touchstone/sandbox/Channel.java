package org.touchstone.sandbox;

/** The way a message came. */
public enum Channel {
    SMS,
    MAIL
}
