package org.touchstone.verifier;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Opens what is public in the log, and holds what the site shows against it: histories of marks, files of open data, decisions, grades, corrections. */
final class LogContents {
    private static final int AT_ONCE = 1000;
    private static final int TRIES = 6;
    static final Duration WAITING = Duration.ofMillis(500);

    private final Site site;
    private final Report report;
    private final List<LogCheck.Leaf> leaves;
    private final List<byte[]> leafHashes;
    private final Map<String, Map<Long, Json.Members>> histories = new TreeMap<>();
    private final Set<String> openData = new HashSet<>();
    private final ShownRows shownRows;
    private long opened;
    private int triesLeft = TRIES;

    LogContents(Site site, Report report, List<LogCheck.Leaf> leaves, List<byte[]> leafHashes) {
        this.site = site;
        this.report = report;
        this.leaves = leaves;
        this.leafHashes = leafHashes;
        this.shownRows = new ShownRows(site, report, leaves.size());
    }

    /** Returns what was checked, in words. */
    String check(Index index, List<String> marks) throws UnreadableInput {
        openAll();
        for (IndexedFile file : index.files()) {
            if (!openData.contains(file.name() + " " + file.sha256())) {
                report.problem("log: the open data file %s of this snapshot is not in the log".formatted(file.name()));
            }
        }
        Set<String> all = new LinkedHashSet<>(marks);
        all.addAll(histories.keySet());
        long lines = compareHistories(List.copyOf(all));
        return "%s opened, %s lines of the histories of %s marks in it%s"
                .formatted(
                        LogCheck.number(opened),
                        LogCheck.number(lines),
                        LogCheck.number(all.size()),
                        shownRows.check(all));
    }

    /** Whether the newest entries of a log of so many have every file of a snapshot; true where they cannot be asked for. */
    static boolean hasLately(Site site, long size, Index index) throws UnreadableInput {
        String path = "/api/v1/log/entries?from=%d&limit=%d".formatted(Math.max(0, size - AT_ONCE), AT_ONCE);
        Optional<byte[]> page = site.find(path);
        if (page.isEmpty()) {
            return true;
        }
        String text = new String(page.get(), StandardCharsets.UTF_8);
        return index.files().stream().allMatch(file -> text.contains(file.sha256()));
    }

    private void openAll() throws UnreadableInput {
        for (long from = 0; from < leaves.size(); from += AT_ONCE) {
            Json.Members page = site.object("/api/v1/log/entries?from=%d&limit=%d".formatted(from, AT_ONCE));
            for (Json.Members item : page.objects("items")) {
                long index = item.count("index");
                if (index < leaves.size()) {
                    open((int) index, item);
                }
            }
        }
    }

    private void open(int index, Json.Members item) throws UnreadableInput {
        LogCheck.Leaf leaf = leaves.get(index);
        if (!Arrays.equals(Sha256.leaf(item.text("leaf").getBytes(StandardCharsets.UTF_8)), leafHashes.get(index))) {
            report.problem("log: entry %d is shown as another than it is in the tree".formatted(index));
            return;
        }
        if (!(item.values().get("content") instanceof Json.Text(String content))
                || !(item.values().get("salt") instanceof Json.Text(String salt))) {
            return;
        }
        byte[] commitment = Sha256.of(LogCheck.decoded(salt), content.getBytes(StandardCharsets.UTF_8));
        if (!Base64.getEncoder().encodeToString(commitment).equals(leaf.commitment())) {
            report.problem("log: the content shown for entry %d is not the one that was logged".formatted(index));
            return;
        }
        opened++;
        if (!(JsonReader.read(content) instanceof Json.Members row)) {
            report.problem("log: the content of entry %d is no row".formatted(index));
        } else if (leaf.table().equals("mark_event")) {
            histories
                    .computeIfAbsent(row.text("code"), _ -> new LinkedHashMap<>())
                    .put(row.count("seq"), row);
        } else if (leaf.table().equals("open_data")) {
            openData.add(row.text("name") + " " + row.text("sha256"));
        } else {
            shownRows.take(leaf.table(), row);
        }
    }

    private long compareHistories(List<String> marks) throws UnreadableInput {
        long[] lines = {0};
        Asking.each(
                marks,
                "the histories of marks",
                mark -> site.object("/api/v1/marks/" + mark + "/history").objects("items"),
                (mark, shown) -> lines[0] += compare(mark, shown));
        return lines[0];
    }

    /** Each line the site shows must stand in the log as it is shown, and each line of the log must be shown. */
    private long compare(String mark, List<Json.Members> shown) throws UnreadableInput {
        Map<Long, Json.Members> logged = new LinkedHashMap<>(histories.getOrDefault(mark, Map.of()));
        for (Json.Members line : shown) {
            long seq = line.count("seq");
            Json.Members entry = logged.remove(seq);
            if (entry == null && !isNewer(mark, seq)) {
                report.problem(
                        "log: line %d of the history of mark %s is not in the log".formatted(seq, Printed.plain(mark)));
            } else if (entry != null && !said(line, entry)) {
                report.problem("log: line %d of the history of mark %s is shown otherwise than it was logged"
                        .formatted(seq, Printed.plain(mark)));
            }
        }
        for (long seq : logged.keySet()) {
            report.problem("log: line %d of the history of mark %s is in the log and not shown"
                    .formatted(seq, Printed.plain(mark)));
        }
        return shown.size();
    }

    /** Whether the line came into the log after the head that is checked here; the log may take a moment. */
    private boolean isNewer(String mark, long seq) throws UnreadableInput {
        while (triesLeft-- > 0) {
            Json.Members page = site.object("/api/v1/log/entries?mark=%s&from=%d".formatted(mark, leaves.size()));
            for (Json.Members item : page.objects("items")) {
                if (item.values().get("content") instanceof Json.Text(String content)
                        && JsonReader.read(content) instanceof Json.Members row
                        && row.values().get("seq") instanceof Json.Numeral(BigDecimal value)
                        && value.longValue() == seq) {
                    return true;
                }
            }
            try {
                Thread.sleep(WAITING);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private static boolean said(Json.Members shown, Json.Members logged) throws UnreadableInput {
        for (String member : List.of("state", "step", "reason", "decision")) {
            if (!String.valueOf(shown.values().getOrDefault(member, Json.Literal.NULL))
                    .equals(String.valueOf(logged.values().getOrDefault(member, Json.Literal.NULL)))) {
                return false;
            }
        }
        return instant(shown.text("at")).equals(instant(logged.text("at")));
    }

    private static Instant instant(String text) throws UnreadableInput {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new UnreadableInput("%s is no instant.".formatted(Printed.quoted(text)), e);
        }
    }
}
