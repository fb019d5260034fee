package org.touchstone.evidence;

import org.jspecify.annotations.Nullable;

/**
 * A file as it arrives. Nothing of it is believed but its bytes.
 *
 * @param name what the sender calls it
 * @param declaredType what the sender says it is; absent if nothing is said
 */
public record Upload(@Nullable String name, @Nullable String declaredType, byte[] content) {

    @Override
    public String toString() {
        return "upload of " + content.length + " bytes";
    }
}
