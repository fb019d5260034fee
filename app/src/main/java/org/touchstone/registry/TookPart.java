package org.touchstone.registry;

import java.util.UUID;

/** Who had a part in what led to a decision without proposing or confirming it: they do not judge an appeal against it either. */
public interface TookPart {

    /** Whether a person had such a part. */
    boolean in(DecisionOnMark decision, UUID person);
}
