package org.touchstone.record;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.touchstone.foundation.secrecy.Sha256;

/** A file of the open data being written: CSV after RFC 4180 with {@code \n}, hashed as it is written, gzipped on disk. */
final class OpenDataFile implements AutoCloseable {

    static final String[] COMPLAINTS =
            columns("id,mark,category,submitted,roundDeadlines,answered,state,solved,score,reopened,"
                    + "policyVersion,answeredRound,missedRounds,withdrawn,closed,refusals,refusalsLost,answerFingerprint,"
                    + "moneyReturned,currency,setAside");
    static final String[] MARKS =
            columns("mark,host,businessId,business,trade,state,issuedAt,expiresAt,stage,published");
    static final String[] ORDERS = columns("mark,month,orders");
    static final String[] FIGURES =
            columns("mark,asOf,from,window,policyVersion,matured,unanswered,negativePoints,delays,answered,"
                    + "late,lateShare,medianHours,p90Hours,unknownAnswerTimes,answerRate,answerRateLow,answerRateHigh,"
                    + "shrunkAnswerRate,solvedOfRated,solvedOfAll,solvedOfficial,solvedCoverage,reopened,reopenedShare,"
                    + "refusalsAsked,refusalsLost,templateShare,orders,complaintsPer10000,unansweredPer10000,moneyReturned,tooFew,"
                    + "rank,ranked,quarantined");

    private final String name;
    private final Path file;
    private final MessageDigest digest;
    private final CSVPrinter printer;
    private long lines;

    OpenDataFile(String name, String[] header) throws IOException {
        this.name = name;
        this.file = Files.createTempFile("open-data", ".csv.gz");
        this.digest = Sha256.digest();
        // The hash is of the plain bytes; the file holds them gzipped.
        Writer writer = new BufferedWriter(new OutputStreamWriter(
                new DigestOutputStream(new GZIPOutputStream(Files.newOutputStream(file)), digest),
                StandardCharsets.UTF_8));
        this.printer = new CSVPrinter(
                writer,
                CSVFormat.RFC4180
                        .builder()
                        .setRecordSeparator('\n')
                        .setHeader(header)
                        .get());
    }

    private static String[] columns(String header) {
        return header.split(",");
    }

    String name() {
        return name;
    }

    void line(@Nullable Object... values) throws IOException {
        printer.printRecord(values);
        lines++;
    }

    long lines() {
        return lines;
    }

    /** Ends the file. Afterwards {@link #sha256()} is known. */
    byte[] gzipped() throws IOException {
        printer.close(true);
        return Files.readAllBytes(file);
    }

    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        printer.close();
        Files.deleteIfExists(file);
    }

    static @Nullable String share(@Nullable Double value) {
        return decimal(value, 4);
    }

    static @Nullable String two(@Nullable Double value) {
        return decimal(value, 2);
    }

    static @Nullable String hours(@Nullable Duration time) {
        return time == null ? null : decimal(time.toMillis() / 3_600_000.0, 2);
    }

    private static @Nullable String decimal(@Nullable Double value, int places) {
        return value == null
                ? null
                : BigDecimal.valueOf(value)
                        .setScale(places, RoundingMode.HALF_UP)
                        .toPlainString();
    }
}
