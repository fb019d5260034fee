package org.touchstone.sandbox;

/**
 * A legal entity, as its owner sees it.
 *
 * @param legalId Iranian legal-entity ID of 11 digits or Chinese unified social credit code of 18 characters
 * @param phone E.164
 */
public record Business(String legalId, String legalName, Trade trade, String phone, String postalCode) {}
