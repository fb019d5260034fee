package org.touchstone.complaint.web;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.touchstone.complaint.CaseFile;
import org.touchstone.foundation.text.Cells;

/** The desk as a table for a spreadsheet. Cells a spreadsheet might take for a formula are disarmed. */
final class DeskExport {

    private DeskExport() {}

    static String csv(List<CaseFile> files) {
        var text = new StringWriter();
        text.write('\uFEFF');
        try (var printer = new CSVPrinter(
                text,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader(
                                "reference",
                                "website",
                                "state",
                                "round",
                                "filed",
                                "due",
                                "category",
                                "invoice",
                                "remedy",
                                "amount",
                                "currency")
                        .get())) {
            for (var file : files) {
                var amount = file.filed().amount();
                printer.printRecord(
                        file.reference(),
                        file.host(),
                        file.state(),
                        file.round(),
                        file.filedAt(),
                        file.dueAt(),
                        file.category(),
                        Cells.disarmed(file.invoice() == null ? "" : file.invoice()),
                        file.filed().asked(),
                        amount == null ? null : amount.value().toPlainString(),
                        amount == null ? null : amount.currency());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
