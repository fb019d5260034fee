package org.touchstone.sandbox;

/** Where a licence stands; {@code NONE}, which is never answered, takes it away altogether. */
enum LicenceStatus {
    VALID,
    SUSPENDED,
    EXPIRED,
    NONE
}
