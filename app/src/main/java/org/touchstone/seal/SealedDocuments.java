package org.touchstone.seal;

import java.time.Instant;
import java.util.HexFormat;
import org.springframework.stereotype.Component;
import org.touchstone.foundation.document.Documents;
import org.touchstone.foundation.secrecy.Sha256;
import org.touchstone.foundation.text.Language;

/** Makes documents and seals them. */
@Component
public class SealedDocuments {

    private final Documents documents;
    private final Seal seal;

    SealedDocuments(Documents documents, Seal seal) {
        this.documents = documents;
        this.seal = seal;
    }

    /**
     * A document from a template, under seal. Two of the same input differ in the signature only. Answers {@link
     * org.touchstone.signer.KeysUnusable} when the key's token is not there: then nothing is sealed.
     *
     * @param template its path without ending, such as {@code document/letter}
     * @param model what the template tells of
     * @param made its date, and the time the seal states
     */
    public SealedDocument make(String template, Object model, Language language, Instant made) {
        var printed = documents.printed(template, model, language, made);
        var sealed = seal.seal(printed.pdf(), made);
        return new SealedDocument(
                sealed.pdf(), HexFormat.of().formatHex(Sha256.of(sealed.pdf())), printed.text(), sealed.kid());
    }
}
