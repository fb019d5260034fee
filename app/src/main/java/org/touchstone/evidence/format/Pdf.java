package org.touchstone.evidence.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/**
 * PDF (ISO 32000): opens, has pages, is not encrypted, and does nothing by itself. Every object is looked at, also those no page
 * refers to.
 */
final class Pdf {

    /** Actions that run, send or open something other than a page or a web address. */
    private static final Set<String> ACTIONS = Set.of(
            "JavaScript",
            "Launch",
            "ImportData",
            "SubmitForm",
            "GoToE",
            "RichMediaExecute",
            "Rendition",
            "Movie",
            "Sound");

    private static final Set<String> ANNOTATIONS =
            Set.of("FileAttachment", "RichMedia", "Screen", "Movie", "Sound", "3D");
    private static final List<COSName> CARRIERS = List.of(
            COSName.JS,
            COSName.EMBEDDED_FILES,
            COSName.EF,
            COSName.getPDFName("XFA"),
            COSName.getPDFName("RichMediaContent"));

    private static final int MOST_OBJECTS = 1_000_000;
    private static final int LONGEST_STREAM = 128 << 20;
    private static final long LONGEST_STREAMS = 1L << 30;

    /** Opening one may take many times its size in memory. */
    private static final Semaphore PLACES = new Semaphore(1);

    private Pdf() {}

    static void check(byte[] file) throws Unfit {
        var tail = new String(
                file, Math.max(0, file.length - 2048), Math.min(2048, file.length), StandardCharsets.ISO_8859_1);
        // Libraries mend a file without its end; readers of evidence should see all of it or nothing.
        if (!tail.contains("%%EOF") || !tail.contains("startxref")) {
            throw Unfit.damaged();
        }
        PLACES.acquireUninterruptibly();
        try {
            refuseBombs(file);
            open(file);
        } finally {
            PLACES.release();
        }
    }

    private static void open(byte[] file) throws Unfit {
        try (var document = Loader.loadPDF(file)) {
            if (document.isEncrypted()) {
                throw new Unfit(Unfit.Why.LOCKED);
            }
            var pages = document.getPages();
            if (pages.getCount() < 1 || pages.get(0).getCOSObject() == null) {
                throw Unfit.damaged();
            }
            refuseActiveContent(document);
        } catch (InvalidPasswordException e) {
            throw new Unfit(Unfit.Why.LOCKED, e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // A library for well-meant files fails in many ways on others.
            throw new Unfit(Unfit.Why.DAMAGED, e);
        }
    }

    private static void refuseActiveContent(PDDocument document) throws Unfit {
        var cos = document.getDocument();
        Deque<COSBase> toLookAt = new ArrayDeque<>();
        toLookAt.add(cos.getTrailer());
        for (COSObjectKey key : new HashSet<>(cos.getXrefTable().keySet())) {
            var object = cos.getObjectFromPool(key).getObject();
            if (object != null) {
                toLookAt.add(object);
            }
        }
        Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        while (!toLookAt.isEmpty()) {
            var object = toLookAt.pop();
            if (!seen.add(object)) {
                continue;
            }
            if (seen.size() > MOST_OBJECTS) {
                throw Unfit.damaged();
            }
            switch (object) {
                case COSDictionary dictionary -> {
                    refuseActive(dictionary);
                    dictionary.getValues().stream().filter(Pdf::holdsMore).forEach(toLookAt::push);
                }
                case COSArray array ->
                    array.toList().stream().filter(Pdf::holdsMore).forEach(toLookAt::push);
                default -> {}
            }
        }
    }

    /** What an object refers to is looked at by itself. */
    private static boolean holdsMore(@Nullable COSBase value) {
        return value instanceof COSDictionary || value instanceof COSArray;
    }

    private static void refuseActive(COSDictionary dictionary) throws Unfit {
        boolean active = CARRIERS.stream().anyMatch(dictionary::containsKey)
                || (dictionary.getDictionaryObject(COSName.S) instanceof COSName action
                        && ACTIONS.contains(action.getName()))
                || (dictionary.getDictionaryObject(COSName.SUBTYPE) instanceof COSName subtype
                        && ANNOTATIONS.contains(subtype.getName()));
        if (active) {
            throw new Unfit(Unfit.Why.ACTIVE_CONTENT);
        }
    }

    /** A stream a thousand times as long as its file would be unpacked into memory when the file is opened. */
    private static void refuseBombs(byte[] file) throws Unfit {
        long all = 0;
        for (int start : streams(file)) {
            long length = unpacked(file, start);
            all += length;
            if (length > LONGEST_STREAM || all > LONGEST_STREAMS) {
                throw Unfit.damaged();
            }
        }
    }

    /** Where the data of streams begin. */
    private static List<Integer> streams(byte[] file) throws Unfit {
        var bytes = new Bytes(file);
        var starts = new ArrayList<Integer>();
        int from = 0;
        for (int at = 0; at < file.length - 8; at++) {
            if (file[at] != 's' || !bytes.has(at, "stream") || bytes.has(at - 3, "end")) {
                continue;
            }
            int start = at + 6;
            if (file[start] == '\r') {
                start++;
            }
            if (file[start] == '\n') {
                start++;
            }
            if (start > at + 6) {
                refusePackedTwice(new String(
                        file, Math.max(from, at - 4096), at - Math.max(from, at - 4096), StandardCharsets.ISO_8859_1));
                starts.add(start);
                from = start;
            }
        }
        return starts;
    }

    /** No writer packs twice; the sizes multiply. */
    private static void refusePackedTwice(String before) throws Unfit {
        var dictionary = before.substring(Math.max(0, before.lastIndexOf("obj")));
        int filters = 0;
        for (var name : dictionary.replaceAll("\\s+", "").split("/")) {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("flatedecode")
                    || lower.startsWith("lzwdecode")
                    || lower.startsWith("runlengthdecode")) {
                filters++;
            }
        }
        if (filters > 1) {
            throw Unfit.damaged();
        }
    }

    /** How long packed data are unpacked; little for what is not packed. */
    private static long unpacked(byte[] file, int start) {
        var inflater = new Inflater();
        try {
            inflater.setInput(file, start, file.length - start);
            var buffer = new byte[65536];
            while (!inflater.finished() && inflater.getBytesWritten() <= LONGEST_STREAM) {
                if (inflater.inflate(buffer) == 0) {
                    break;
                }
            }
            return inflater.getBytesWritten();
        } catch (DataFormatException e) {
            return inflater.getBytesWritten();
        } finally {
            inflater.end();
        }
    }
}
