package org.touchstone.verifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A snapshot of three marks whose figures were worked out by hand; tests spoil it in one place. */
final class SampleSnapshot {
    static final String ALL_AGREE = "figures: 93 checked, 0 differ";

    private static final String COMPLAINTS = """
            id,mark,category,submitted,roundDeadlines,answered,state,solved,score,reopened,policyVersion,answeredRound,missedRounds,withdrawn,closed,refusals,refusalsLost,answerFingerprint,moneyReturned,currency
            c1,A1,delivery,2026-01-01T00:00:00Z,2026-01-04T00:00:00Z;2026-01-06T00:00:00Z;2026-01-07T00:00:00Z,2026-01-02T00:00:00Z,RESOLVED,true,5,0,2,1,0,,2026-01-03T00:00:00Z,0,0,00000000000000aa,50.00,USD
            c2,A1,delivery,2026-02-01T00:00:00Z,2026-02-04T00:00:00Z;2026-02-06T00:00:00Z;2026-02-07T00:00:00Z,2026-02-05T00:00:00Z,NOT_RESOLVED,false,1,1,2,2,1,,2026-02-08T00:00:00Z,0,0,ff000000000000bb,,
            c3,A1,refund,2026-03-01T00:00:00Z,2026-03-04T00:00:00Z;2026-03-06T00:00:00Z;2026-03-07T00:00:00Z,,UNANSWERED,,,0,2,,2,,2026-03-07T00:00:00Z,0,0,,,
            c4,A1,refund,2026-11-20T10:00:00Z,2026-11-23T10:00:00Z;2026-11-25T10:00:00Z;2026-11-26T10:00:00Z,,OPEN,,,0,2,,0,,,0,0,,,
            c5,A1,refund,2026-04-01T00:00:00Z,2026-04-04T00:00:00Z;2026-04-06T00:00:00Z;2026-04-07T00:00:00Z,,EXCLUDED,,,0,2,,1,,2026-04-03T00:00:00Z,1,0,,,
            c6,A1,"late, again",2025-11-21T10:00:00Z,2025-11-24T10:00:00Z,,UNANSWERED,,,0,1,,0,,2025-11-24T10:00:00Z,0,0,,,
            c7,B2,delivery,2026-05-01T00:00:00Z,2026-05-05T00:00:00Z,2026-05-02T12:00:00Z,ANSWERED,,,0,2,1,0,,,0,0,,,
            """;
    private static final String MARKS = """
            mark,host,businessId,business,trade,state,issuedAt,expiresAt,stage
            A1,a.example,b1,"Books ""A"", Ltd",books,ISSUED,2025-01-01T00:00:00Z,2027-01-01T00:00:00Z,PUBLIC
            B2,b.example,b2,Books B,books,ISSUED,2025-01-01T00:00:00Z,2027-01-01T00:00:00Z,PUBLIC
            C3,c.example,b3,C,,ISSUED,2025-01-01T00:00:00Z,2027-01-01T00:00:00Z,PUBLIC
            """;
    private static final String ORDERS = """
            mark,month,orders
            A1,2025-11,999
            A1,2026-01,400
            A1,2026-11,100
            A1,2026-12,7777
            """;
    private static final String FIGURES = """
            mark,asOf,from,window,policyVersion,matured,unanswered,negativePoints,delays,answered,late,lateShare,medianHours,p90Hours,unknownAnswerTimes,answerRate,answerRateLow,answerRateHigh,shrunkAnswerRate,solvedOfRated,solvedOfAll,solvedOfficial,solvedCoverage,reopened,reopenedShare,refusalsAsked,refusalsLost,templateShare,orders,complaintsPer10000,unansweredPer10000,moneyReturned,tooFew,rank,ranked
            A1,2026-11-21T10:00:00Z,2025-11-21T10:00:00Z,P12M,2,3,1,1,3,2,1,0.5000,96.00,,0,0.6667,0.2077,0.9385,0.7250,0.5000,0.3333,0.5000,0.6667,1,0.3333,1,0,0.0000,500,80.00,20.00,50 USD,false,2,2
            B2,2026-11-21T10:00:00Z,2025-11-21T10:00:00Z,P12M,2,1,0,0,0,1,0,0.0000,36.00,36.00,0,1.0000,0.2065,1.0000,0.7813,,0.0000,,0.0000,0,0.0000,0,0,,,,,,true,1,2
            C3,2026-11-21T10:00:00Z,2025-11-21T10:00:00Z,P12M,2,0,0,0,0,0,0,,,,0,,,,,,,,,0,,0,0,,,,,,true,,
            """;

    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, String> listedHashes = new LinkedHashMap<>();

    static SampleSnapshot aSnapshot() {
        return new SampleSnapshot()
                .withFile("complaints.csv", COMPLAINTS)
                .withFile("marks.csv", MARKS)
                .withFile("orders.csv", ORDERS)
                .withFile("figures.csv", FIGURES);
    }

    /** Replaces a text that must be there, before the index is made. */
    SampleSnapshot with(String file, String correct, String other) {
        String content = content(file);
        if (!content.contains(correct)) {
            throw new IllegalArgumentException(correct + " is not in " + file);
        }
        files.put(file, content.replace(correct, other));
        return this;
    }

    SampleSnapshot withFile(String file, String content) {
        files.put(file, content);
        return this;
    }

    SampleSnapshot without(String file) {
        files.remove(file);
        return this;
    }

    SampleSnapshot withListedHash(String file, String hash) {
        listedHashes.put(file, hash);
        return this;
    }

    String content(String file) {
        return Objects.requireNonNull(files.get(file));
    }

    String index() {
        String entries = files.entrySet().stream()
                .map(file -> """
                        {"name":"%1$s","url":"/open-data/20261121T100000Z/%1$s","sha256":"%2$s","rows":%3$d}""".formatted(
                                file.getKey(),
                                listedHashes.getOrDefault(file.getKey(), sha256(file.getValue())),
                                Math.max(0, file.getValue().lines().count() - 1)))
                .collect(Collectors.joining(","));
        return """
                {"asOf":"2026-11-21T10:00:00Z","window":"P12M","kappa":7,"minimumMatured":2,"minimumRanked":1,"files":[%s]}""".formatted(entries);
    }

    Path writtenTo(Path directory) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(directory.resolve("index.json"), index());
        return directory;
    }

    private static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
