package org.touchstone.issuing;

/** What an application asks for. */
public enum ApplicationKind {
    /** A mark for a website that has none. */
    NEW,
    /** Another period of a mark. */
    RENEWAL,
    /** Other data of the business under the same mark. */
    CHANGE,
    /** The same mark and record on another host. */
    MOVE_HOST,
    /** The same mark and record under another owner. */
    MOVE_OWNER
}
