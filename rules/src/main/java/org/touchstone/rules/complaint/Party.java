package org.touchstone.rules.complaint;

/** Who makes a step. Time is a party: what nobody does in time happens by itself. */
public enum Party {
    CONSUMER,
    BUSINESS,
    CENTRE,
    TIME
}
