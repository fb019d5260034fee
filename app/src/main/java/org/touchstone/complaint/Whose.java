package org.touchstone.complaint;

/** Which cases of a desk, by who sees to them. */
public enum Whose {
    ALL,
    MINE,
    UNASSIGNED
}
