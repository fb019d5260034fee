package org.touchstone.directory.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.touchstone.directory.PublicRegister;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.web.Cursor;
import org.touchstone.foundation.web.Refused;
import org.touchstone.registry.RegisterChange;
import org.touchstone.registry.RegisterEntry;
import org.touchstone.registry.RegisterFeed;
import org.touchstone.rules.mark.MarkState;
import org.touchstone.rules.policy.Grade;

/** The public register for programs, and what changes in it. */
@RestController
class RegisterApi {

    private static final String REGISTER = "/api/v1/register";

    private final PublicRegister register;
    private final RegisterFeed feed;
    private final DatabaseClock clock;

    RegisterApi(PublicRegister register, RegisterFeed feed, DatabaseClock clock) {
        this.register = register;
        this.feed = feed;
        this.clock = clock;
    }

    record BusinessJson(UUID id, String legalName) {}

    record ItemJson(
            String code,
            MarkState state,
            String host,
            BusinessJson business,
            String trade,
            @Nullable String city,
            Instant issuedAt,
            Instant expiresAt,
            @Nullable Grade grade) {}

    /** How many answer; at least so many where it is not exact. */
    record TotalJson(int value, boolean exact) {}

    record RegisterJson(
            List<ItemJson> items,
            TotalJson total,
            boolean alike,
            @Nullable String suggestion,
            @Nullable String shownFor,
            @Nullable String next) {}

    record NameJson(String legalName) {}

    record ChangeJson(
            String id,
            String code,
            Instant at,
            String step,
            MarkState state,
            String host,
            NameJson business,
            String reason) {}

    record ChangesJson(List<ChangeJson> items, String next, boolean more) {}

    @GetMapping(REGISTER)
    ResponseEntity<RegisterJson> search(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String trade,
            @RequestParam(required = false) @Nullable String city,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String grade,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var question = Asking.sound(q, trade, city, state, grade);
        int most = Cursor.limit(limit);
        var answer = register.search(question, Asking.place(cursor, question), most);
        var now = clock.instant();
        var response = ResponseEntity.ok().cacheControl(CacheControl.noCache());
        @Nullable String next = null;
        if (answer.more()) {
            var last = answer.hits().getLast().place();
            next = Asking.text(last, question);
            response.header(
                    "Link", "<" + Asking.address(REGISTER, question, last) + "&limit=" + most + ">; rel=\"next\"");
        }
        return response.body(new RegisterJson(
                answer.hits().stream().map(hit -> item(hit.entry(), now)).toList(),
                new TotalJson(answer.counted(), answer.exact()),
                answer.relaxed(),
                answer.suggestion(),
                answer.shownFor(),
                next));
    }

    private static ItemJson item(RegisterEntry entry, Instant now) {
        return new ItemJson(
                entry.code(),
                entry.stateAt(now),
                entry.host().name(),
                new BusinessJson(entry.businessId(), entry.legalName()),
                entry.trade(),
                entry.city(),
                entry.issuedAt(),
                entry.expiresAt(),
                entry.grade());
    }

    @GetMapping(REGISTER + "/changes")
    ResponseEntity<ChangesJson> changes(
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable Integer limit) {
        long after = number(since);
        int most = Cursor.limit(limit);
        var found = feed.changesAfter(after, most + 1);
        boolean more = found.size() > most;
        var shown = more ? found.subList(0, most) : found;
        var next = text(shown.isEmpty() ? after : shown.getLast().number());
        var response = ResponseEntity.ok().cacheControl(CacheControl.noCache());
        if (more) {
            response.header("Link", "<" + REGISTER + "/changes?since=" + next + "&limit=" + most + ">; rel=\"next\"");
        }
        return response.body(
                new ChangesJson(shown.stream().map(RegisterApi::change).toList(), next, more));
    }

    private static ChangeJson change(RegisterChange change) {
        return new ChangeJson(
                change.code() + "-" + change.seq(),
                change.code(),
                change.at(),
                RegisterWords.step(change),
                change.state(),
                change.host().name(),
                new NameJson(change.legalName()),
                change.reason());
    }

    private static String text(long number) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(("c" + number).getBytes(StandardCharsets.UTF_8));
    }

    /** The place a cursor stands for; the beginning where there is none. Refuses anything else. */
    static long number(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return 0;
        }
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            if (plain.matches("c\\d{1,18}")) {
                return Long.parseLong(plain.substring(1));
            }
        } catch (IllegalArgumentException e) {
            // Not a cursor of ours.
        }
        throw new Refused(HttpStatus.BAD_REQUEST, "bad-cursor");
    }
}
