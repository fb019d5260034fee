package org.touchstone.seal;

/**
 * A document as it leaves the house.
 *
 * @param pdf PDF/A-2a and PDF/UA-1, sealed
 * @param sha256 hash of the file, in hexadecimal
 * @param text what it says, in the order of reading, without what stands on every page
 * @param kid name of the key that sealed it
 */
public record SealedDocument(byte[] pdf, String sha256, String text, String kid) {
    @Override
    public String toString() {
        return "a document " + sha256 + " sealed by " + kid;
    }
}
