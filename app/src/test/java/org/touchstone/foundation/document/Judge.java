package org.touchstone.foundation.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** veraPDF, which archives and authorities judge documents with. */
public final class Judge {

    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private Judge() {}

    /** What is wrong with a document as PDF/A-2a and as PDF/UA-1; nothing for a right one. */
    public static List<String> faults(byte[] pdf) {
        return Stream.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)
                .flatMap(kind -> faults(pdf, kind))
                .distinct()
                .toList();
    }

    private static Stream<String> faults(byte[] pdf, PDFAFlavour kind) {
        var foundry = Foundries.defaultInstance();
        try (var parser = foundry.createParser(new ByteArrayInputStream(pdf), kind);
                var validator = foundry.createValidator(kind, false)) {
            var result = validator.validate(parser);
            if (result.isCompliant()) {
                return Stream.empty();
            }
            return result.getTestAssertions().stream()
                    .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                    .map(assertion -> kind + " " + assertion.getRuleId().getClause() + "-"
                            + assertion.getRuleId().getTestNumber() + " " + assertion.getMessage() + " "
                            + assertion.getLocation().getContext());
        } catch (VeraPDFException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
