package org.touchstone.sandbox;

/** Whether a taxpayer is registered as trading. */
enum TaxStatus {
    ACTIVE,
    INACTIVE
}
