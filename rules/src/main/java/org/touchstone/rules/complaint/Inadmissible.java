package org.touchstone.rules.complaint;

/** Why a complaint was not admitted, where the consumer may ask the centre to look at it. */
public enum Inadmissible {
    /** The website carried no valid mark on the day of the purchase. */
    WEBSITE_NOT_MARKED,
    /** The purchase lies too far back. */
    PURCHASE_OUT_OF_RANGE,
    /** The person complained about this invoice before. */
    DUPLICATE,
    /** The person complained about this website on the same day (sources 2). */
    DAILY_LIMIT
}
