package org.touchstone.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.secrecy.Tokens;
import org.touchstone.foundation.web.Caller;
import org.touchstone.journal.Journal;
import org.touchstone.policy.Policies;
import org.touchstone.registry.store.BusinessStore;
import org.touchstone.registry.store.MarkStore;
import org.touchstone.registry.store.RegisterStore;
import org.touchstone.rules.identity.IdentityNumber;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.text.PlainText;

/** The register of marked businesses. */
@Component
public class Registry {

    private static final int CODE_LENGTH = 8;

    /** How many marked hosts are compared with one that is asked about. */
    private static final int CANDIDATES = 60;

    private final MarkStore marks;
    private final BusinessStore businesses;
    private final RegisterStore register;
    private final Policies policies;
    private final Journal journal;
    private final DatabaseClock clock;
    private final ApplicationEventPublisher events;

    Registry(
            MarkStore marks,
            BusinessStore businesses,
            RegisterStore register,
            Policies policies,
            Journal journal,
            DatabaseClock clock,
            ApplicationEventPublisher events) {
        this.marks = marks;
        this.businesses = businesses;
        this.register = register;
        this.policies = policies;
        this.journal = journal;
        this.clock = clock;
        this.events = events;
    }

    /** The mark of a code, as typed in any case. */
    public Optional<Mark> mark(String code) {
        return marks.byCode(code.strip().toUpperCase(Locale.ROOT));
    }

    /** The mark of a host. */
    public Optional<Mark> markOf(Host host) {
        return marks.byHost(host);
    }

    /** Since when a mark stands as it does. */
    public Instant since(String code) {
        return marks.since(code);
    }

    /** Where a mark stands at this moment, read anew in one question. */
    public Optional<Standing> standing(String code) {
        return marks.standing(code);
    }

    /** Marked hosts that look like a host, the most alike first. */
    public List<Mark> lookalikes(Host host) {
        return alike(host).stream().map(Alike::mark).toList();
    }

    /** The same with what makes them alike; five at most. */
    public List<Alike> alike(Host host) {
        return marks.nearly(host, Likeness.spellings(host), Likeness.beginnings(host), CANDIDATES).stream()
                .flatMap(
                        mark -> Likeness.between(host, mark.host()).map(likeness -> new Alike(mark, likeness)).stream())
                .sorted(Comparator.comparing(Alike::likeness)
                        .thenComparing(a -> a.mark().host().name()))
                .limit(5)
                .toList();
    }

    /** Marks whose business or host contains what was typed. */
    public List<Mark> search(String typed, int limit) {
        var key = PlainText.searchKey(typed);
        return key.isBlank() ? List.of() : marks.search(escaped(key), escaped(typed.toLowerCase(Locale.ROOT)), limit);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** All marks, in the order of their codes. To be closed; in a transaction. */
    public Stream<Mark> all() {
        return marks.all();
    }

    /** The marks of some codes, in no order. */
    public List<Mark> marks(Collection<String> codes) {
        return marks.byCodes(codes);
    }

    /** The same, by code. */
    public Map<String, Mark> marksByCode(Collection<String> codes) {
        return marks(codes).stream().collect(Collectors.toMap(Mark::code, Function.identity()));
    }

    /** How many marks stand in each state and have each grade; of one trade or of all. */
    @Transactional(readOnly = true)
    public MarkTally tally(@Nullable String trade) {
        return marks.tally(trade);
    }

    /** The trade of every mark's business, by the mark's code. */
    @Transactional(readOnly = true)
    public Map<String, String> trades() {
        return marks.trades();
    }

    /** A mark and since when it stands where it stands. */
    public record Since(Mark mark, Instant at) {}

    /** Marks under review, the longest first. */
    @Transactional(readOnly = true)
    public List<Since> underReview(int limit) {
        return marks.underReview(limit);
    }

    /** The marks that need more supervision (sources 10): watched or with a letter, and neither revoked nor expired. */
    @Transactional(readOnly = true)
    public List<Mark> supervised(@Nullable String trade) {
        return marks.supervised(trade);
    }

    /** How many marks there are. */
    public long count() {
        return marks.count();
    }

    /**
     * Whether the mark covered its website at some time of a day: issued by its end, not expired before it began, and neither
     * suspended nor revoked when it ended.
     */
    public boolean wasMarkedOn(Mark mark, LocalDate day) {
        var zone = policies.now().calendar().zone();
        var begin = day.atStartOfDay(zone).toInstant();
        var end = day.plusDays(1).atStartOfDay(zone).toInstant();
        var states = marks.statesBetween(mark.code(), begin, end);
        return mark.issuedAt().isBefore(end)
                && mark.expiresAt().isAfter(begin)
                && states.stream().anyMatch(MarkState::covers)
                && states.getLast() != MarkState.SUSPENDED
                && states.getLast() != MarkState.REVOKED;
    }

    /**
     * The mark that covered an address on a day, with the address and the business of that day: whoever sold then answers for
     * it, wherever the website has gone since.
     */
    public Optional<Mark> markCoveringOn(Host host, LocalDate day) {
        var zone = policies.now().calendar().zone();
        return marks
                .standingAt(
                        host,
                        day.atStartOfDay(zone).toInstant(),
                        day.plusDays(1).atStartOfDay(zone).toInstant())
                .stream()
                .filter(mark -> wasMarkedOn(mark, day))
                .findFirst();
    }

    /** The mark that stood at an address before it moved; nothing where an address carries a mark, or never did. */
    public Optional<Mark> formerly(Host host) {
        return marks.formerlyAt(host);
    }

    /** The marks of some businesses, the one that expires first before the others. */
    public List<Mark> ofBusinesses(Collection<UUID> ids) {
        return marks.ofBusinesses(ids);
    }

    /** The business of an identity number, or of a source and key; added when it is new. */
    @Transactional
    public UUID business(NewBusiness wanted) {
        return businesses.findOrAdd(wanted);
    }

    /** The identity number of a business, where it has one. */
    public Optional<IdentityNumber> numberOf(UUID business) {
        return businesses.numberOf(business);
    }

    /** The business of an identity number, if it is known. */
    public Optional<UUID> businessOf(IdentityNumber number) {
        return businesses.ofNumber(number);
    }

    /** Gives a business a marked website, at once and public. Empty when the host carries a mark already. */
    @Transactional
    public Optional<Mark> issue(NewMark wanted, String actor) {
        var business = businesses.findOrAdd(wanted.business());
        var code = freshCodes(1).getFirst();
        if (!marks.add(
                business,
                wanted.host(),
                code,
                wanted.issuedAt(),
                wanted.expiresAt(),
                policies.now()
                        .marks()
                        .nextReminder(wanted.expiresAt(), clock.instant())
                        .orElse(null),
                "issued by " + wanted.source(),
                actor)) {
            return Optional.empty();
        }
        journal.write(
                actor,
                "mark.issued",
                "mark:" + code,
                Map.of("host", wanted.host().name()));
        events.publishEvent(new MarkIssued(code));
        return marks.byCode(code);
    }

    /**
     * Writes down in which city the business of a mark sits, as the register of addresses says. Public, and nothing nearer is.
     *
     * @param city absent where nothing is known
     */
    @Transactional
    public void locate(String code, @Nullable String city, String actor) {
        if (register.locate(code, city)) {
            journal.write(actor, "mark.located", "mark:" + code, Map.of("city", city == null ? "" : city));
        }
    }

    /**
     * Takes many marks over at once, of addresses that carry none; nobody is told of each. One line of the journal says how many.
     *
     * @param source where they come from
     */
    @Transactional
    public void takeOver(List<BulkMark> wanted, String source) {
        register.takeOver(wanted, freshCodes(wanted.size()), source);
        journal.write("system:" + source, "marks.taken-over", "marks", Map.of("count", wanted.size()));
    }

    /** Codes no mark has. Drawn blindly, every second register of a million marks would hold a code twice. */
    private List<String> freshCodes(int many) {
        var codes = new LinkedHashSet<String>();
        while (codes.size() < many) {
            codes.add(Tokens.reference(CODE_LENGTH));
            if (codes.size() == many) {
                marks.byCodes(codes).forEach(taken -> codes.remove(taken.code()));
            }
        }
        return List.copyOf(codes);
    }

    /** How many businesses came from a source. */
    public int countFrom(String source) {
        return businesses.count(source);
    }

    /** Notes how many orders a shop had in a month. */
    @Transactional
    public void reportOrders(Orders orders) {
        reportOrders(List.of(orders));
    }

    /** Notes how many orders shops had in some months; a later report replaces an earlier one. */
    @Transactional
    public void reportOrders(List<Orders> orders) {
        var changed = orders.stream()
                .filter(marks::putOrders)
                .map(Orders::mark)
                .distinct()
                .toList();
        changed.forEach(code -> events.publishEvent(new OrdersReported(code)));
    }

    /** The order volumes of some marks, by mark. */
    public Map<String, List<Orders>> ordersOf(Collection<String> codes) {
        return marks.orders(codes);
    }

    /** The order volumes of a mark. */
    public List<Orders> orders(Mark mark) {
        try (var orders = marks.orders(mark.code())) {
            return orders.toList();
        }
    }

    /** All order volumes. To be closed; in a transaction. */
    public Stream<Orders> allOrders() {
        return marks.orders("");
    }

    /** Codes of marks with at least so many orders in the months whose first day lies after one day and not after another. */
    public List<String> marksWithOrders(LocalDate after, LocalDate until, long atLeast) {
        return marks.withOrders(after, until, atLeast);
    }

    /** The marks after a code, in the order of their codes; at most so many. */
    public List<Mark> marksAfter(String code, int limit) {
        return marks.after(code, limit);
    }

    /** Proposes to merge businesses whose names are plainly one firm's. Nothing is merged until an officer says so. */
    @Transactional
    public int proposeMerges(String actor) {
        int proposed = businesses.proposeMerges("same name but for legal form, case and punctuation");
        journal.write(actor, "merges.proposed", "businesses", Map.of("count", proposed));
        return proposed;
    }

    /** Open proposals. */
    public List<Proposal> openProposals(int limit) {
        return businesses.openProposals(limit);
    }

    /** How many proposals are open. */
    public int countOpenProposals() {
        return businesses.countOpenProposals();
    }

    /** An officer decides a proposal, with a reason. Returns whether it was still open. */
    @Transactional
    public boolean decideMerge(Caller officer, UUID proposal, boolean accept, String reason) {
        var open = businesses.lockOpenProposal(proposal);
        open.ifPresent(p -> {
            if (accept) {
                businesses.merge(p.mergeId(), p.keepId());
            }
            businesses.decide(p.id(), accept ? "ACCEPTED" : "REJECTED", officer.id(), reason);
            journal.write(
                    officer.actor(),
                    accept ? "merge.accepted" : "merge.rejected",
                    "business:" + p.keepId(),
                    Map.of("merged", p.mergeId()));
        });
        return open.isPresent();
    }
}
