package org.touchstone.transparency;

import java.util.List;

/** Rows that are sealed together, of which the log holds only the seals. Described by the module that owns them. */
public interface AuditedChain {

    /** What does not agree with its seal. */
    List<Fault> faults();
}
