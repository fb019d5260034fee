package org.touchstone.complaint;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.complaint.store.BundleStore;
import org.touchstone.complaint.store.BundleStore.StoredEvent;
import org.touchstone.evidence.EvidenceFile;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.document.Documents;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Caller;
import org.touchstone.foundation.web.Role;
import org.touchstone.journal.Journal;
import org.touchstone.journal.JournalEntry;
import org.touchstone.policy.Policies;
import org.touchstone.rules.policy.Policy;
import tools.jackson.databind.json.JsonMapper;

/**
 * A case on paper and in a box, for a court or an authority: everything its parties see, with hashes. Whoever may see a case may
 * take its bundle; what was taken stands in the journal by its hash, so that a bundle can be proved later.
 */
@Component
public class CaseBundle {

    private static final Set<Role> CENTRE =
            Set.of(Role.OFFICER, Role.SENIOR_OFFICER, Role.APPEALS_OFFICER, Role.AUDITOR);

    private final Complaints complaints;
    private final BundleStore store;
    private final Letters letters;
    private final Policies policies;
    private final People people;
    private final Journal journal;
    private final Documents documents;
    private final ComplaintEvidence evidence;
    private final DatabaseClock clock;
    private final JsonMapper json;
    private final TransactionTemplate reading;
    private final TransactionTemplate writing;

    CaseBundle(
            Complaints complaints,
            BundleStore store,
            Letters letters,
            Policies policies,
            People people,
            Journal journal,
            Documents documents,
            ComplaintEvidence evidence,
            DatabaseClock clock,
            JsonMapper json,
            PlatformTransactionManager transactions) {
        this.complaints = complaints;
        this.store = store;
        this.letters = letters;
        this.policies = policies;
        this.people = people;
        this.journal = journal;
        this.documents = documents;
        this.evidence = evidence;
        this.clock = clock;
        this.json = json;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        // File, history and journal must tell of the same moment.
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.writing = new TransactionTemplate(transactions);
    }

    /** A file to take away. */
    public record Download(String name, byte[] content) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Who did something. */
    private enum By {
        CONSUMER,
        BUSINESS,
        CENTRE,
        TIME,
        SYSTEM
    }

    /** All that goes into a bundle, read at one moment. */
    private record Contents(
            CaseFile file,
            Policy policy,
            @Nullable String consumer,
            List<StoredEvent> events,
            List<JournalEntry> journal,
            List<EvidenceFile> evidence,
            List<Letter> letters,
            Map<String, By> actors,
            Instant made) {

        By by(String actor) {
            return Objects.requireNonNull(actors.get(actor), actor);
        }
    }

    /** The case as PDF in one language; nothing for strangers. */
    public Optional<Download> pdf(Caller caller, UUID id, Language language) {
        return contents(caller, id).map(contents -> {
            var pdf = pdf(contents, language);
            record(caller, id, Map.of("file", "pdf", "language", language.code(), "sha256", Archive.sha256(pdf)));
            return new Download(contents.file().reference() + ".pdf", pdf);
        });
    }

    /** The case as ZIP: PDF in all languages, history, journal, evidence and a manifest of hashes; nothing for strangers. */
    public Optional<Download> zip(Caller caller, UUID id) {
        return contents(caller, id).map(contents -> {
            var archive = archive(contents);
            record(
                    caller,
                    id,
                    Map.of(
                            "file",
                            "zip",
                            "files",
                            archive.size(),
                            "manifestSha256",
                            Archive.sha256(archive.manifest())));
            return new Download(contents.file().reference() + ".zip", archive.zip(contents.made()));
        });
    }

    private void record(Caller caller, UUID id, Map<String, ?> details) {
        writing.executeWithoutResult(
                status -> journal.write(caller.actor(), "complaint.BundleMade", "complaint:" + id, details));
    }

    private Optional<Contents> contents(Caller caller, UUID id) {
        return Objects.requireNonNull(reading.execute(status -> complaints
                .view(caller, id)
                .map(file -> {
                    var events = store.events(id);
                    var entries = journal.about("complaint:" + id);
                    var actors = new LinkedHashMap<String, By>();
                    var members = people.membersOf(file.businessId()).stream()
                            .map(Person::id)
                            .collect(Collectors.toSet());
                    events.forEach(event -> actors.computeIfAbsent(event.actor(), a -> by(a, file, members)));
                    entries.forEach(entry -> actors.computeIfAbsent(entry.actor(), a -> by(a, file, members)));
                    // A business knows its customer by the invoice; the platform does not tell it more.
                    boolean mayKnow = caller.readsCases() || caller.id().equals(file.consumerId());
                    var consumer = Optional.ofNullable(file.consumerId())
                            .filter(person -> mayKnow)
                            .flatMap(people::find)
                            .map(Person::name)
                            .orElse(null);
                    return new Contents(
                            file,
                            policies.named(file.policyVersion()),
                            consumer,
                            events,
                            entries,
                            evidence.of(id),
                            letters.about(id),
                            actors,
                            clock.instant());
                })));
    }

    private By by(String actor, CaseFile file, Set<UUID> members) {
        if (!actor.startsWith("person:")) {
            return actor.equals("time") ? By.TIME : By.SYSTEM;
        }
        var person = UUID.fromString(actor.substring("person:".length()));
        if (person.equals(file.consumerId())) {
            return By.CONSUMER;
        }
        boolean works =
                people.find(person).stream().anyMatch(p -> p.roles().stream().anyMatch(CENTRE::contains));
        // Somebody who has left the business since acted for it all the same.
        return members.contains(person) || !works ? By.BUSINESS : By.CENTRE;
    }

    private byte[] pdf(Contents contents, Language language) {
        return documents.pdf("document/case", paper(contents, Texts.in(language)), language, contents.made());
    }

    private CasePaper paper(Contents contents, Texts t) {
        var file = contents.file();
        var lines = new ArrayList<CasePaper.Line>();
        for (var event : file.history()) {
            var by = contents.by(contents.events().get(lines.size()).actor());
            lines.add(new CasePaper.Line(
                    lines.size() + 1,
                    event.at(),
                    CasePaper.what(event, t),
                    t.say("bundle.who." + by.name()),
                    CasePaper.facts((Record) event, t),
                    file.texts().get(lines.size() + 1)));
        }
        var proofs = new ArrayList<CasePaper.Proof>();
        for (var item : contents.evidence()) {
            proofs.add(
                    new CasePaper.Proof(proofs.size() + 1, item.name(), item.size(), item.sha256(), item.receivedAt()));
        }
        return new CasePaper(
                file,
                contents.policy(),
                contents.consumer(),
                lines,
                CasePaper.dues(file, t),
                proofs,
                contents.journal().stream()
                        .map(entry -> new CasePaper.Trace(
                                entry.at(),
                                entry.action(),
                                t.say("bundle.who." + contents.by(entry.actor()).name())))
                        .toList());
    }

    private Archive archive(Contents contents) {
        var archive = new Archive();
        for (var language : Language.values()) {
            archive.add("case-" + language.code() + ".pdf", pdf(contents, language));
        }
        archive.add("case.json", written(caseJson(contents)));
        archive.add("history.json", written(historyJson(contents)));
        archive.add("journal.csv", journalCsv(contents));
        int number = 0;
        for (var item : contents.evidence()) {
            archive.add(
                    "evidence/%02d-%s".formatted(++number, Archive.safeName(item.name())),
                    evidence.read(contents.file().id(), item.id()));
        }
        return archive;
    }

    private byte[] written(Object value) {
        return (json.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, @Nullable Object> caseJson(Contents contents) {
        var file = contents.file();
        var it = new LinkedHashMap<String, @Nullable Object>();
        it.put("reference", file.reference());
        it.put("id", file.id());
        it.put("made", contents.made());
        it.put("consumer", contents.consumer());
        it.put("business", file.legalName());
        it.put("website", file.host());
        it.put("mark", file.mark());
        it.put("policyVersion", file.policyVersion());
        it.put("category", file.category());
        it.put("state", file.state());
        it.put("filedAt", file.filedAt());
        it.put("deadlines", file.deadlines());
        it.put("dueAt", file.dueAt());
        it.put("invoiceNumber", file.invoice());
        it.put("purchasedOn", file.purchasedOn());
        it.put("asked", file.filed().asked());
        it.put("amount", file.filed().amount());
        it.put("narrative", file.narrative());
        it.put("answer", file.answer());
        it.put("comment", file.comment());
        it.put("letters", contents.letters());
        it.put(
                "evidence",
                contents.evidence().stream().map(CaseBundle::evidenceJson).toList());
        return it;
    }

    private static Map<String, Object> evidenceJson(EvidenceFile file) {
        return Map.of(
                "id", file.id(),
                "name", file.name(),
                "mediaType", file.mediaType(),
                "size", file.size(),
                "sha256", file.sha256(),
                "by", file.side(),
                "receivedAt", file.receivedAt());
    }

    private List<Map<String, Object>> historyJson(Contents contents) {
        var events = new ArrayList<Map<String, Object>>();
        for (var event : contents.events()) {
            var it = new LinkedHashMap<String, Object>();
            it.put("seq", event.seq());
            it.put("at", event.at());
            it.put("recordedAt", event.recordedAt());
            it.put("by", contents.by(event.actor()));
            it.put("actor", event.actor());
            it.put("event", json.readTree(event.event()));
            Optional.ofNullable(contents.file().texts().get(event.seq())).ifPresent(text -> it.put("text", text));
            Optional.ofNullable(contents.file().answers().get(event.seq()))
                    .ifPresent(answer -> it.put("text", answer.text()));
            events.add(it);
        }
        return events;
    }

    private static byte[] journalCsv(Contents contents) {
        var text = new StringWriter();
        try (var printer = new CSVPrinter(
                text,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader("at", "action", "by", "actor")
                        .get())) {
            for (var entry : contents.journal()) {
                printer.printRecord(entry.at(), entry.action(), contents.by(entry.actor()), entry.actor());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
