package org.touchstone.sandbox;

/** Whether a legal entity still exists. */
enum BusinessStatus {
    ACTIVE,
    DISSOLVED
}
