package org.touchstone.transparency.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.foundation.web.Refused;
import org.touchstone.transparency.TransparencyLog;
import org.touchstone.transparency.TransparencyLog.LogEntry;
import org.touchstone.transparency.TransparencyLog.Proof;

/** Entries of the log with what opens them, and proofs, for programs. Public, without a token. */
@RestController
class LogApi {

    private static final int MOST = 1000;
    private static final int USUALLY = 100;

    private final TransparencyLog log;

    LogApi(TransparencyLog log) {
        this.log = log;
    }

    /**
     * An entry.
     *
     * @param leaf the leaf, byte for byte, as a text
     * @param says what the leaf says, as an object
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record EntryJson(
            long index,
            String leaf,
            @JsonRawValue String says,
            String leafHash,
            @Nullable String salt,
            @Nullable String content) {

        static EntryJson of(LogEntry entry) {
            var salt = entry.salt();
            return new EntryJson(
                    entry.index(),
                    entry.text(),
                    entry.text(),
                    base64(entry.hash()),
                    salt == null ? null : base64(salt),
                    entry.content());
        }
    }

    record InclusionJson(long index, long size, String leafHash, String root, List<String> hashes) {}

    record ConsistencyJson(long from, long to, String fromRoot, String toRoot, List<String> hashes) {}

    record ProvedJson(EntryJson entry, InclusionJson proof, String checkpoint) {}

    record EntriesJson(
            List<EntryJson> items, long size, @Nullable Long next) {}

    /** The newest head, as an object. */
    record HeadJson(long size, String root, Instant signedAt, int cosignatures, String vkey, String checkpoint) {}

    @GetMapping("/api/v1/log")
    HeadJson head() {
        var head = log.head().orElseThrow(Refused::notFound);
        return new HeadJson(
                head.size(), base64(head.root()), head.signedAt(), head.witnesses(), log.vkey(), head.note());
    }

    @GetMapping("/api/v1/log/entries/{index}")
    ProvedJson entry(@PathVariable long index) {
        var head = log.head().orElseThrow(Refused::notFound);
        var entry = log.entry(index).orElseThrow(Refused::notFound);
        return new ProvedJson(EntryJson.of(entry), inclusion(entry, head.size()), head.note());
    }

    @GetMapping("/api/v1/log/entries")
    EntriesJson entries(
            @RequestParam(required = false) @Nullable String mark,
            @RequestParam(defaultValue = "0") long from,
            @RequestParam(defaultValue = "" + USUALLY) int limit) {
        if (from < 0 || limit < 1) {
            throw Refused.notFound();
        }
        int most = Math.min(limit, MOST);
        var entries = mark == null ? log.entries(from, most) : log.ofMark(mark, from, most);
        var next = entries.size() < most ? null : Long.valueOf(entries.getLast().index() + 1);
        return new EntriesJson(entries.stream().map(EntryJson::of).toList(), log.size(), next);
    }

    /** That an entry is in the log: by its index, or the newest entry of a line of a mark's history. */
    @GetMapping("/log/proof/inclusion")
    ResponseEntity<InclusionJson> inclusion(
            @RequestParam(required = false) @Nullable Long index,
            @RequestParam(required = false) @Nullable Long size,
            @RequestParam(required = false) @Nullable String mark,
            @RequestParam(required = false) @Nullable Integer seq) {
        Optional<LogEntry> entry = Optional.empty();
        if (index != null) {
            entry = log.entry(index);
        } else if (mark != null && seq != null) {
            entry = log.ofRow("mark_event", mark + "/" + seq);
        }
        return open(inclusion(entry.orElseThrow(Refused::notFound), size == null ? log.size() : size));
    }

    private InclusionJson inclusion(LogEntry entry, long size) {
        var proof = log.inclusion(entry.index(), size).orElseThrow(Refused::notFound);
        return new InclusionJson(entry.index(), size, base64(entry.hash()), base64(proof.root()), hashes(proof));
    }

    @GetMapping("/log/proof/consistency")
    ResponseEntity<ConsistencyJson> consistency(
            @RequestParam long from, @RequestParam(required = false) @Nullable Long to) {
        long end = to == null ? log.size() : to;
        var proof = log.consistency(from, end).orElseThrow(Refused::notFound);
        return open(new ConsistencyJson(from, end, base64(log.root(from)), base64(proof.root()), hashes(proof)));
    }

    private static <T> ResponseEntity<T> open(T body) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .body(body);
    }

    private static List<String> hashes(Proof proof) {
        return proof.hashes().stream().map(LogApi::base64).toList();
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
