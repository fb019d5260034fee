package org.touchstone.issuing;

import org.touchstone.registry.Host;

/**
 * The three ways to show control of a website; one is enough. The token belongs to one application and means nothing elsewhere.
 *
 * @param host the website
 * @param token what is to be seen there
 */
public record Challenge(Host host, String token) {

    private static final String NAME = "touchstone-verification";

    /** Name of the TXT record. */
    public String dnsName() {
        return "_" + NAME + "." + host.name();
    }

    /** What the TXT record, the file and the meta tag contain. */
    public String content() {
        return NAME + "=" + token;
    }

    /** Path of the file. */
    public String filePath() {
        return "/.well-known/" + NAME + ".txt";
    }

    /** Name of the meta tag. */
    public String metaName() {
        return NAME;
    }
}
