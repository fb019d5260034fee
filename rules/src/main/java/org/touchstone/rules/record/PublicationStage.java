package org.touchstone.rules.record;

/**
 * How far the figures of a mark may be seen. Publication came in stages: measured in confidence, shown to each business at its
 * desk, public for those who agreed, public for all (sources.md 9). What the centre decides, the state of a mark and the clocks of
 * complaints are public in every stage.
 */
public enum PublicationStage {
    /** Measured in confidence: officers see the figures, nobody else. */
    PRIVATE,
    /** The business sees its own figures and the medians of its peers. */
    DESK,
    /** Public where the business agreed. */
    VOLUNTARY,
    /** Public. */
    PUBLIC;

    /** Whether the business sees its own figures. */
    public boolean showsBusiness() {
        return this != PRIVATE;
    }

    /**
     * Whether everyone sees the figures.
     *
     * @param agreed whether the business agreed to it
     */
    public boolean showsEveryone(boolean agreed) {
        return this == PUBLIC || (this == VOLUNTARY && agreed);
    }

    /** Whether fewer people see figures in this stage than in another. */
    public boolean narrowerThan(PublicationStage other) {
        return compareTo(other) < 0;
    }
}
