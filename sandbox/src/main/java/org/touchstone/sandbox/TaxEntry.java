package org.touchstone.sandbox;

import java.util.ArrayList;
import java.util.List;

/** What the tax registry tells about a taxpayer: always the same, made from the legal ID. */
record TaxEntry(String legalId, String taxNumber, TaxStatus status, List<Terminal> terminals) {

    /** A place where the taxpayer takes money. */
    record Terminal(String number, Kind kind) {}

    /** In a shop or on a website. */
    enum Kind {
        POS,
        GATEWAY
    }

    private static final int MOST_POS = 3;

    static TaxEntry of(String legalId, TaxStatus status) {
        long seed = legalId.hashCode() * 1_000_003L;
        List<Terminal> terminals = new ArrayList<>();
        terminals.add(new Terminal(terminal(seed), Kind.GATEWAY));
        int pos = Scatter.place(seed, MOST_POS);
        for (int i = 1; i <= pos; i++) {
            terminals.add(new Terminal(terminal(seed + i), Kind.POS));
        }
        return new TaxEntry(legalId, taxNumber(legalId), status, terminals);
    }

    /** In China the unified social credit code is the tax number; in Iran it is a number of its own. */
    private static String taxNumber(String legalId) {
        return LegalIds.isChinese(legalId)
                ? legalId
                : "411" + Digits.padded(Scatter.permuted(Long.parseLong(legalId), 271_828_183, 1_000_000_000), 9);
    }

    private static String terminal(long seed) {
        return Digits.padded(10_000_000 + Scatter.place(seed + 17, 90_000_000), 8);
    }

    /** Struck off, with nowhere to take money. */
    TaxEntry wrong() {
        return new TaxEntry(legalId, taxNumber, TaxStatus.INACTIVE, List.of());
    }

    /** Struck off, and yet taking money. */
    TaxEntry contradictory() {
        return new TaxEntry(legalId, taxNumber, TaxStatus.INACTIVE, terminals);
    }
}
