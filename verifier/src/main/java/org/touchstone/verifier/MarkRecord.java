package org.touchstone.verifier;

import java.util.ArrayList;
import java.util.List;

/** What the open data says about one mark in the window: its trade, its complaints, its orders. */
final class MarkRecord {
    private final String trade;
    private final boolean published;
    private final List<Complaint> complaints = new ArrayList<>(2);
    private long orders;

    MarkRecord(String trade) {
        this(trade, true);
    }

    /**
     * A mark without complaints so far.
     *
     * @param published whether its figures are; of one whose are not, marks.csv has the only row
     */
    MarkRecord(String trade, boolean published) {
        this.trade = trade;
        this.published = published;
    }

    void add(Complaint complaint) {
        complaints.add(complaint);
    }

    void addOrders(long ofOneMonth) {
        orders += ofOneMonth;
    }

    boolean isPublished() {
        return published;
    }

    /** Empty when the mark has none. */
    String trade() {
        return trade;
    }

    Tally tally(Window window) {
        return Tally.of(complaints, orders, window.asOf());
    }
}
