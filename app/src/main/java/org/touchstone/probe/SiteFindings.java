package org.touchstone.probe;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a shop's pages say about itself.
 *
 * @param findings one for each {@link Topic}, in its order
 * @param pages what was looked at, the home page first
 * @param millis what it took
 */
public record SiteFindings(List<Finding> findings, List<Visited> pages, long millis) {

    /** Copies the lists. */
    public SiteFindings {
        findings = List.copyOf(findings);
        pages = List.copyOf(pages);
    }

    /** The finding of a topic. */
    public Finding of(Topic topic) {
        return findings.stream().filter(f -> f.topic() == topic).findFirst().orElseThrow();
    }

    /** What a shop has to say. */
    public enum Topic {
        /** Who runs it: name, number in a register, licence. */
        IDENTITY,
        /** Where: postal address or code. */
        ADDRESS,
        PHONE,
        EMAIL,
        /** Terms of sale. */
        TERMS,
        /** Returning goods and getting money back. */
        RETURNS,
        /** What is done with personal data. */
        PRIVACY,
        /** Prices with their currency. */
        PRICES
    }

    /** Whether it is there. */
    public enum Outcome {
        /** It is there; and what was expected is what is there. */
        FOUND,
        /** It is there and differs from what was expected. */
        DIFFERENT,
        /** It looks as if it were there, and cannot be told: too short a text, a picture, a link that leads nowhere. */
        UNCLEAR,
        /** It is not on any page looked at. */
        MISSING
    }

    /**
     * A finding.
     *
     * @param topic of what
     * @param outcome whether it is there
     * @param where the page, with the anchor if there is one; absent if missing
     * @param place how a person finds it there: the heading above it, or the text of the link; empty if missing
     * @param excerpt the words themselves, at most 160 characters; empty if missing
     * @param value what was found, in plain form: the number with Latin digits, the address of mail, the currency; empty if there is
     *     none
     * @param reason what is not clear or differs, for programs: {@code TOO_SHORT}, {@code PICTURE_ONLY}, {@code BROKEN_LINK},
     *     {@code ONLY_NAMED}, {@code LEGAL_NAME}, {@code LEGAL_ID}, {@code PHONE}, {@code POSTAL_CODE}, {@code FORM_ONLY}, {@code SCRIPT_ONLY}; empty if
     *     found or missing
     * @param days for {@link Topic#RETURNS}: within how many days, if that is said
     */
    public record Finding(
            Topic topic,
            Outcome outcome,
            @Nullable URI where,
            String place,
            String excerpt,
            String value,
            String reason,
            @Nullable Integer days) {

        /** Longest excerpt, in characters. */
        public static final int LONGEST_EXCERPT = 160;
    }

    /**
     * A page looked at.
     *
     * @param url its address
     * @param status its status; absent where nothing came
     * @param why why nothing came; absent where something did
     * @param linkText the text of the link that led there; empty for the home page
     */
    public record Visited(URI url, @Nullable Integer status, Fetched.@Nullable Why why, String linkText) {

        /** What went wrong, if something did. */
        public Optional<String> fault() {
            return why != null
                    ? Optional.of(why.name())
                    : Optional.ofNullable(status).filter(s -> s >= 400).map(String::valueOf);
        }
    }
}
