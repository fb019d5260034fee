package org.touchstone.verifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a running installation states under its signature: who it says it is, the statement and the credential of every
 * mark or of a stated sample, the lists of their standings, and the dump of the register, each against the others and against the
 * open data. A mark that is changed meanwhile is looked at again after the time a change may take to be seen.
 */
final class SiteCheck {
    private static final int AT_ONCE = 16;

    private final Site site;
    private final int sample;
    private final Report report;
    private final Duration settling;
    /** Owners of kinds of marks that are issued here in their name, by kind. */
    private Map<String, KindOwner> owners = Map.of();

    /**
     * A check.
     *
     * @param sample how many marks to ask for their statement and credential; 0 for all
     * @param settling how long a change may take to be seen everywhere
     */
    SiteCheck(Site site, int sample, Report report, Duration settling) {
        this.site = site;
        this.sample = sample;
        this.report = report;
        this.settling = settling;
    }

    /** What marks.csv says of a mark. */
    private record Listed(String host, String state, Instant validUntil) {
        static Listed at(Instant now, String host, String state, Instant validUntil) {
            return new Listed(host, RegisterEntry.stateAt(state, validUntil, now), validUntil);
        }
    }

    /** Checks everything; what is wrong goes to the report. */
    void run(Path directory, Index index) throws UnreadableInput {
        try {
            Instant now = now();
            IssuerRules rules = issuer(now);
            RegisterDump register = register(rules);
            compareWithOpenData(register, directory, index, now);
            statusLists(rules, register);
            List<RegisterEntry> chosen = chosen(register.byCode().values());
            String ofAll = chosen.size() == register.byCode().size()
                    ? ""
                    : " (a sample of %d)".formatted(register.byCode().size());
            statements(register, chosen, ofAll);
            credentials(register, chosen, ofAll);
            bitstrings(register);
        } catch (NotAccepted e) {
            report.problem(e.clause());
        }
    }

    /** The time of this machine, or of a sandbox, whose clock may be ahead. */
    private Instant now() throws UnreadableInput, NotAccepted {
        Site.Answer answer = site.ask("/sandbox/clock");
        if (!answer.isThere()) {
            return Instant.now();
        }
        Instant sandbox = Claims.parse(answer.body()).instant("now");
        report.note("clock: a sandbox, where it is " + sandbox);
        return sandbox;
    }

    // Who it says it is.

    private IssuerRules issuer(Instant now) throws UnreadableInput, NotAccepted {
        try {
            String token = site.fetch("/.well-known/openid-federation");
            Claims unproven = Jws.parse(token).payload();
            String issuer = unproven.text("iss");
            IssuerRules rules = new IssuerRules(
                    issuer, PublicKeys.of(unproven.object("jwks")), KindOwner.kinds(unproven, issuer), now);
            rules.configuration(token);
            owners = KindOwner.named(unproven);
            PublicKeys published = PublicKeys.of(
                    Claims.parse(site.fetch("/.well-known/jwks.json").getBytes(StandardCharsets.UTF_8)));
            for (Map.Entry<String, ?> key : rules.keys().byName().entrySet()) {
                if (!key.getValue().equals(published.byName().get(key.getKey()))) {
                    throw new NotAccepted("key", "jwks.json has another key by the name of " + key.getKey());
                }
            }
            String asked = issuer.equals(site.address()) ? "" : ", asked at " + site.address();
            report.note("entity configuration: signature ok, %d keys, of %s%s"
                    .formatted(rules.keys().byName().size(), Printed.plain(issuer), asked));
            return new IssuerRules(issuer, published, rules.kinds(), now);
        } catch (NotAccepted e) {
            throw new NotAccepted(e.word(), "entity configuration WRONG: " + e.clause());
        }
    }

    // The register.

    private RegisterDump register(IssuerRules rules) throws UnreadableInput, NotAccepted {
        try {
            Claims manifest = rules.register(site.fetch("/register/dump"), "register-dump+jwt");
            String uri = manifest.object("file").text("uri");
            if (!uri.startsWith(rules.issuer() + "/register/dump/")) {
                throw new NotAccepted("reference", "its file is said to stand elsewhere");
            }
            RegisterDump dump;
            try (var lines = site.stream(uri.substring(rules.issuer().length()))) {
                dump = RegisterDump.read(rules, manifest, lines);
            }
            long full = dump.byCode().size();
            catchUp(dump);
            report.note("dump: %d marks as of %s, signature and sha256 ok, %d changes since"
                    .formatted(full, manifest.seconds("as_of"), dump.changes()));
            return dump;
        } catch (NotAccepted e) {
            throw new NotAccepted(e.word(), "dump WRONG: " + e.clause());
        } catch (IOException e) {
            throw new UnreadableInput("The dump could not be read: %s.".formatted(e.getMessage()), e);
        }
    }

    private void catchUp(RegisterDump dump) throws UnreadableInput, NotAccepted {
        boolean more = true;
        while (more) {
            more = dump.apply(site.fetch("/register/dump?since=" + dump.next()));
        }
    }

    private void compareWithOpenData(RegisterDump register, Path directory, Index index, Instant now)
            throws UnreadableInput, NotAccepted {
        Map<String, Listed> listed = listed(directory, index, now);
        Set<String> changed = new TreeSet<>();
        Map<String, String> wrong = comparedWithOpenData(register, listed, listed.keySet(), changed, now);
        if (!wrong.isEmpty()) {
            Instant later = later(register).now();
            wrong = comparedWithOpenData(register, listed, wrong.keySet(), changed, later);
        }
        wrong.values().forEach(report::problem);
        long since = register.byCode().keySet().stream()
                .filter(code -> !listed.containsKey(code))
                .count();
        report.note("dump and marks.csv: %d marks of the snapshot, %d changed and %d new since, %d wrong"
                .formatted(listed.size(), changed.size(), since, wrong.size()));
    }

    /** What is wrong, by mark. */
    private Map<String, String> comparedWithOpenData(
            RegisterDump register, Map<String, Listed> listed, Set<String> codes, Set<String> changed, Instant now)
            throws UnreadableInput {
        Map<String, String> wrong = new TreeMap<>();
        for (String code : codes) {
            RegisterEntry entry = register.byCode().get(code);
            if (entry == null) {
                wrong.put(code, "dump: %s of marks.csv is not in it".formatted(Printed.plain(code)));
            } else if (!Listed.at(now, entry.host(), entry.state(), entry.validUntil())
                    .equals(listed.get(code))) {
                changed.add(code);
                if (!isSoNow(entry, now)) {
                    wrong.put(
                            code,
                            "dump: %s is %s until %s at %s in it, but not in the register"
                                    .formatted(entry.code(), entry.state(), entry.validUntil(), entry.host()));
                }
            }
        }
        return wrong;
    }

    private static Map<String, Listed> listed(Path directory, Index index, Instant now) throws UnreadableInput {
        Map<String, Listed> listed = new HashMap<>();
        CsvTable.read(
                directory,
                index.file(Snapshot.MARKS),
                List.of("mark", "host", "state", "expiresAt"),
                row -> listed.put(
                        row.presentText("mark"),
                        Listed.at(
                                now,
                                row.presentText("host"),
                                row.presentText("state"),
                                row.presentInstant("expiresAt"))));
        return listed;
    }

    /** Whether the register itself says what the dump says of a mark that has changed since the snapshot. */
    private boolean isSoNow(RegisterEntry entry, Instant now) throws UnreadableInput {
        Site.Answer answer = site.ask("/api/v1/marks/" + entry.code());
        try {
            Claims mark = Claims.parse(answer.body());
            return answer.isThere()
                    && mark.text("host").equals(entry.host())
                    && mark.text("state").equals(entry.stateAt(now))
                    && mark.instant("expiresAt").equals(entry.validUntil());
        } catch (NotAccepted e) {
            return false;
        }
    }

    // The lists.

    private void statusLists(IssuerRules rules, RegisterDump register) throws UnreadableInput, NotAccepted {
        Map<String, Standings> all = new TreeMap<>();
        try {
            for (String uri : aggregation(rules)) {
                all.put(
                        uri,
                        rules.statusList(
                                uri, site.fetch(uri.substring(rules.issuer().length()))));
            }
        } catch (NotAccepted e) {
            report.problem("status list WRONG: " + e.clause());
            return;
        }
        // The register is read on after the lists: whoever has a place in them is in it.
        catchUp(register);
        List<String> differing = differing(rules, all, register.byCode().values(), rules.now());
        if (!differing.isEmpty()) {
            differing = again(register, differing);
        }
        for (String code : differing) {
            report.problem("status list: the entry of %s differs from the register".formatted(code));
        }
        long assigned = all.values().stream().mapToLong(SiteCheck::assigned).sum();
        if (assigned > register.byCode().size()) {
            report.problem("status list: %d places are given, but the register has %d marks"
                    .formatted(assigned, register.byCode().size()));
        }
        report.note("status list: %d list%s, signature ok, %d entries agree, %d differ"
                .formatted(
                        all.size(),
                        all.size() == 1 ? "" : "s",
                        register.byCode().size() - differing.size(),
                        differing.size()));
    }

    private List<String> aggregation(IssuerRules rules) throws UnreadableInput, NotAccepted {
        List<String> uris = Claims.parse(site.fetch("/status").getBytes(StandardCharsets.UTF_8))
                .texts("status_lists");
        for (String uri : uris) {
            if (!uri.startsWith(rules.issuer() + "/status/")) {
                throw new NotAccepted("reference", "a list is said to stand elsewhere");
            }
        }
        return uris;
    }

    private static List<String> differing(
            IssuerRules rules, Map<String, Standings> all, Collection<RegisterEntry> entries, Instant now) {
        List<String> differing = new ArrayList<>();
        for (RegisterEntry entry : entries) {
            try {
                Standings list = all.get(entry.listUri(rules.issuer()));
                if (list == null || list.at(entry.idx()) != entry.standing(now)) {
                    differing.add(entry.code());
                }
            } catch (NotAccepted e) {
                differing.add(entry.code());
            }
        }
        return differing;
    }

    /**
     * Waits until a change that fell between two questions must be seen everywhere, and reads the register on. Whatever differs is asked
     * for again after that before it is reported.
     */
    private IssuerRules later(RegisterDump register) throws UnreadableInput, NotAccepted {
        settle();
        IssuerRules rules = register.rules(now());
        catchUp(register);
        return rules;
    }

    private static List<RegisterEntry> entries(RegisterDump register, Collection<String> codes) {
        return codes.stream().map(code -> register.byCode().get(code)).toList();
    }

    private List<String> again(RegisterDump register, List<String> codes) throws UnreadableInput, NotAccepted {
        IssuerRules rules = later(register);
        Map<String, Standings> fresh = new TreeMap<>();
        for (String uri : aggregation(rules)) {
            fresh.put(
                    uri,
                    rules.statusList(
                            uri, site.fetch(uri.substring(rules.issuer().length()))));
        }
        return differing(rules, fresh, entries(register, codes), rules.now());
    }

    private void settle() throws UnreadableInput {
        try {
            Thread.sleep(settling);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableInput("The check was interrupted.", e);
        }
    }

    private static long assigned(Standings list) {
        long assigned = 0;
        for (byte four : list.bytes()) {
            for (int shift = 0; shift < Byte.SIZE; shift += 2) {
                assigned += (four >> shift & 3) == Standings.UNASSIGNED ? 0 : 1;
            }
        }
        return assigned;
    }

    // The marks.

    private List<RegisterEntry> chosen(Collection<RegisterEntry> all) {
        List<RegisterEntry> chosen = new ArrayList<>(all);
        if (sample > 0 && sample < chosen.size()) {
            Collections.shuffle(chosen, new SecureRandom());
            return List.copyOf(chosen.subList(0, sample));
        }
        return chosen;
    }

    /** What is checked of one mark; whether there was something to check. */
    private interface Check {
        boolean of(IssuerRules rules, RegisterEntry entry) throws NotAccepted, UnreadableInput;
    }

    private void statements(RegisterDump register, List<RegisterEntry> chosen, String ofAll)
            throws UnreadableInput, NotAccepted {
        Map<String, String> places = new ConcurrentHashMap<>();
        Set<String> sound = ConcurrentHashMap.newKeySet();
        each("statements", register, chosen, ofAll, (rules, entry) -> {
            String token = signed("/m/" + entry.code() + "/statement", entry, rules.now());
            if (token == null) {
                return false;
            }
            IssuerRules.Statement statement = rules.statement(token, entry.origin());
            isOf(entry, statement.code());
            IssuerRules.Reference place = statement.status();
            if (!place.uri().equals(entry.listUri(rules.issuer())) || place.idx() != entry.idx()) {
                throw new NotAccepted("reference", "it names another place than the register");
            }
            String other = places.putIfAbsent(place.uri() + "#" + place.idx(), entry.code());
            if (other != null && !other.equals(entry.code())) {
                throw new NotAccepted("reference", "two marks have one place");
            }
            KindOwner.isDelegated(statement, owners.get(statement.kind()), rules, sound);
            return true;
        });
        if (!sound.isEmpty()) {
            report.note("delegation: of %s, signature ok"
                    .formatted(String.join(
                            ", ",
                            owners.values().stream()
                                    .map(owner -> Printed.plain(owner.name()))
                                    .sorted()
                                    .toList())));
        }
    }

    private void credentials(RegisterDump register, List<RegisterEntry> chosen, String ofAll)
            throws UnreadableInput, NotAccepted {
        each("credentials", register, chosen, ofAll, (rules, entry) -> {
            String token = signed("/m/" + entry.code() + "/credential", entry, rules.now());
            if (token == null) {
                return false;
            }
            IssuerRules.Credential credential = rules.credential(token, entry.origin());
            isOf(entry, credential.code());
            for (Map.Entry<String, IssuerRules.Reference> place :
                    credential.status().entrySet()) {
                IssuerRules.Reference named = place.getValue();
                if (!named.uri().equals(bitstringUri(rules, place.getKey(), entry)) || named.idx() != entry.idx()) {
                    throw new NotAccepted("reference", "it names another place than the register");
                }
            }
            return true;
        });
    }

    private static String bitstringUri(IssuerRules rules, String purpose, RegisterEntry entry) {
        return rules.issuer() + "/credentials/status/" + purpose + "/" + entry.list();
    }

    /** The bits of all marks, whether or not they have a credential now. */
    private void bitstrings(RegisterDump register) throws UnreadableInput {
        try {
            Map<String, Standings> lists = new HashMap<>();
            Map<String, String> wrong =
                    bitsDiffering(register.rules(), register.byCode().values(), lists);
            if (!wrong.isEmpty()) {
                IssuerRules later = later(register);
                wrong = bitsDiffering(later, entries(register, wrong.keySet()), new HashMap<>());
            }
            wrong.values().forEach(report::problem);
            report.note("bitstrings: %d lists, signature ok, the bits of %d marks agree, of %d differ"
                    .formatted(lists.size(), register.byCode().size() - wrong.size(), wrong.size()));
        } catch (NotAccepted e) {
            report.problem("bitstrings WRONG: " + e.clause());
        }
    }

    private Map<String, String> bitsDiffering(
            IssuerRules rules, Collection<RegisterEntry> entries, Map<String, Standings> lists)
            throws UnreadableInput, NotAccepted {
        Map<String, String> wrong = new TreeMap<>();
        for (RegisterEntry entry : entries) {
            for (String purpose : List.of("revocation", "suspension")) {
                boolean wanted =
                        entry.stateAt(rules.now()).equals(purpose.equals("revocation") ? "REVOKED" : "SUSPENDED");
                String uri = bitstringUri(rules, purpose, entry);
                if ((bitstring(lists, rules, uri, purpose).at(entry.idx()) == 1) != wanted) {
                    wrong.put(
                            entry.code(),
                            "bitstrings: the bit of %s for %s differs from the register"
                                    .formatted(purpose, entry.code()));
                }
            }
        }
        return wrong;
    }

    private Standings bitstring(Map<String, Standings> lists, IssuerRules rules, String uri, String purpose)
            throws NotAccepted, UnreadableInput {
        Standings known = lists.get(uri);
        if (known == null) {
            known = rules.bitstring(
                    uri, purpose, site.fetch(uri.substring(rules.issuer().length())));
            lists.put(uri, known);
        }
        return known;
    }

    /** What is served of a mark; null where nothing is because the mark is not valid. */
    private @Nullable String signed(String path, RegisterEntry entry, Instant now) throws NotAccepted, UnreadableInput {
        Site.Answer answer = site.ask(path);
        boolean mayBeGone = answer.status() == 404 || answer.status() == 410;
        if (mayBeGone && entry.standing(now) != Standings.VALID) {
            return null;
        }
        if (!answer.isThere()) {
            throw new NotAccepted("missing", "%s answered with status %d".formatted(path, answer.status()));
        }
        return answer.text();
    }

    private static void isOf(RegisterEntry entry, String code) throws NotAccepted {
        if (!code.equals(entry.code())) {
            throw new NotAccepted("subject", "it is that of another mark");
        }
    }

    private void each(String what, RegisterDump register, List<RegisterEntry> chosen, String ofAll, Check check)
            throws UnreadableInput, NotAccepted {
        List<String> codes = chosen.stream().map(RegisterEntry::code).toList();
        Answered answered = ask(register.rules(), entries(register, codes), check);
        Map<String, String> wrong = answered.wrong();
        if (!wrong.isEmpty()) {
            IssuerRules later = later(register);
            wrong = ask(later, entries(register, wrong.keySet()), check).wrong();
        }
        wrong.forEach((code, clause) -> report.problem("%s: %s: %s".formatted(what, Printed.plain(code), clause)));
        report.note("%s: %d checked, %d wrong%s".formatted(what, answered.checked(), wrong.size(), ofAll));
    }

    /** How many there were to check, and what is wrong, by mark. */
    private record Answered(long checked, Map<String, String> wrong) {}

    private static Answered ask(IssuerRules rules, List<RegisterEntry> chosen, Check check) throws UnreadableInput {
        Semaphore places = new Semaphore(AT_ONCE);
        long checked = 0;
        Map<String, String> wrong = new TreeMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<RegisterEntry, Future<Boolean>> answers = new HashMap<>();
            for (RegisterEntry entry : chosen) {
                places.acquireUninterruptibly();
                answers.put(entry, threads.submit(() -> {
                    try {
                        return check.of(rules, entry);
                    } finally {
                        places.release();
                    }
                }));
            }
            for (Map.Entry<RegisterEntry, Future<Boolean>> answer : answers.entrySet()) {
                try {
                    checked += answer.getValue().get() ? 1 : 0;
                } catch (ExecutionException e) {
                    checked++;
                    wrong.put(answer.getKey().code(), why(e));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableInput("The check was interrupted.", e);
        }
        return new Answered(checked, wrong);
    }

    private static String why(ExecutionException e) throws UnreadableInput {
        return switch (e.getCause()) {
            case NotAccepted refused -> refused.clause();
            case UnreadableInput unreadable -> throw unreadable;
            case null, default -> throw new IllegalStateException(e);
        };
    }
}
