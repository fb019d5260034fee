package org.touchstone.foundation.document;

import java.util.List;

/**
 * A letter of paragraphs and nothing else: template {@code document/letter}. Letters with more take the frame {@code
 * document/letterhead} and a body of their own.
 *
 * @param head what stands around the body
 * @param paragraphs its words, in the language of the letter
 */
public record Letter(Letterhead head, List<String> paragraphs) {

    /** The list is kept as it is now. */
    public Letter {
        paragraphs = List.copyOf(paragraphs);
    }
}
