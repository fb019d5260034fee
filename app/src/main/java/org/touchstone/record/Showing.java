package org.touchstone.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.touchstone.rules.record.PublicationStage;

/**
 * What is shown of a mark's figures.
 *
 * @param stage the stage of its cohort
 * @param agreed whether its business agreed to publish before it must
 * @param published whether everyone sees the figures
 * @param publishedFrom from when everyone will see them; absent where that is not decided, or they are seen already
 */
public record Showing(
        PublicationStage stage,
        boolean agreed,
        boolean published,
        @Nullable Instant publishedFrom) {

    /** The same in another stage, for a preview of it. */
    public Showing in(PublicationStage other) {
        return new Showing(other, agreed, other.showsEveryone(agreed), publishedFrom);
    }
}
