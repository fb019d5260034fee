package org.touchstone.sandbox;

import java.util.List;
import java.util.Map;

/**
 * A shop's website, as the outside world serves it.
 *
 * @param host lower case, in punycode; {@code www.} before it leads to the same site unless that is a site of its own
 * @param pages text by path
 * @param dns values of TXT records by name
 * @param headers further headers of every answer
 * @param status status by path, where it is not what one would expect
 * @param redirects target by path
 * @param plain whether a page is served without encryption too
 * @param delayMs how long every answer takes, milliseconds
 * @param addresses what the name leads to; with none, the loopback address
 * @param addressSequence what the name leads to in one question after another, from the start again after the last;
 *     empty if always the same
 */
record Website(
        String host,
        Map<String, String> pages,
        Map<String, List<String>> dns,
        Map<String, String> headers,
        Map<String, Integer> status,
        Map<String, String> redirects,
        Tls tls,
        boolean plain,
        int delayMs,
        Behaviour behaviour,
        List<String> addresses,
        List<List<String>> addressSequence) {

    /** The certificate a site shows; with {@code NONE} it does not speak TLS. */
    enum Tls {
        VALID,
        SELF_SIGNED,
        EXPIRED,
        WRONG_HOST,
        NONE
    }

    /** How a site treats those who read it. */
    enum Behaviour {
        NORMAL,
        /** Takes the request and never answers. */
        TARPIT,
        /** Answers with a megabyte that unpacks to a gigabyte. */
        BOMB,
        /** Sends a byte a second. */
        DRIP,
        /** Sends a megabyte of headers. */
        HUGE_HEADERS
    }

    /** What is told of it in lists. */
    record Summary(String host, Tls tls, Behaviour behaviour, List<String> paths) {}

    Website {
        pages = Map.copyOf(pages);
        dns = Map.copyOf(dns);
        headers = Map.copyOf(headers);
        status = Map.copyOf(status);
        redirects = Map.copyOf(redirects);
        addresses = List.copyOf(addresses);
        addressSequence = List.copyOf(addressSequence);
    }

    Summary summary() {
        return new Summary(
                host, tls, behaviour, pages.keySet().stream().sorted().toList());
    }
}
