package org.touchstone.directory.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.touchstone.directory.PublicRegister;
import org.touchstone.directory.PublicRegister.Progress;
import org.touchstone.directory.Question;
import org.touchstone.directory.index.RegisterIndex.Answer;
import org.touchstone.directory.index.RegisterIndex.Division;
import org.touchstone.directory.index.RegisterIndex.Place;
import org.touchstone.directory.index.Spelling;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.foundation.text.Cells;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Check;
import org.touchstone.foundation.web.FieldError;
import org.touchstone.foundation.web.Pages;
import org.touchstone.foundation.web.Refused;
import org.touchstone.registry.RegisterFeed;

/** The public register for people, and as a file. */
@Controller
public class RegisterPages {

    private static final String PAGE = "/register";
    private static final int AT_ONCE = 20;
    private static final int CITIES = 100;
    private static final int MOST_WALKED = 50;

    private final PublicRegister register;
    private final RegisterFeed feed;
    private final DatabaseClock clock;
    private final Pages pages;

    RegisterPages(PublicRegister register, RegisterFeed feed, DatabaseClock clock, Pages pages) {
        this.register = register;
        this.feed = feed;
        this.clock = clock;
        this.pages = pages;
    }

    /**
     * A value to narrow the answer by.
     *
     * @param count how many entries have it, about where the division is estimated
     */
    public record Choice(String value, long count, boolean chosen) {}

    /**
     * The register with an answer.
     *
     * @param number which page of the answer this is, from 1; 0 for one that nobody counted
     * @param before the place after which the page before this one begins; absent for the first, the second, and those far inside
     */
    public record RegisterPage(
            Question question,
            List<FieldError> errors,
            @Nullable Answer answer,
            @Nullable Division division,
            int number,
            @Nullable Place before,
            Instant now) {

        /** The answer of a sound question. */
        public Answer found() {
            if (answer == null) {
                throw new IllegalStateException("nothing was asked");
            }
            return answer;
        }

        private Map<String, Long> counts(String field) {
            var parts = division;
            if (parts == null) {
                return Map.of();
            }
            return switch (field) {
                case "trade" -> parts.trades();
                case "city" -> parts.cities();
                default -> parts.states();
            };
        }

        /** The question that is answered: with the words of the other keyboard where those are. */
        public Question answered() {
            var other = found().shownFor();
            return other == null ? question : question.saying(other);
        }

        /** The values of a field among the answers, the most frequent first. */
        public List<Choice> choices(String field) {
            var state = question.state();
            var chosen = switch (field) {
                case "trade" -> question.trade();
                case "city" -> question.city();
                default -> state == null ? null : state.name();
            };
            var choices = new ArrayList<>(counts(field).entrySet().stream()
                    .map(e -> new Choice(e.getKey(), e.getValue(), isSame(e.getKey(), chosen)))
                    .sorted(Comparator.comparingLong(Choice::count).reversed().thenComparing(Choice::value))
                    .limit(CITIES)
                    .toList());
            if (chosen != null && choices.stream().noneMatch(Choice::chosen)) {
                choices.addFirst(new Choice(chosen, 0, true));
            }
            return choices;
        }

        private static boolean isSame(String value, @Nullable String chosen) {
            return chosen != null
                    && (value.equals(chosen) || Spelling.folded(value).equals(Spelling.folded(chosen)));
        }

        /** Whether the counts are estimated. */
        public boolean isEstimated() {
            return division != null && !division.exact();
        }

        /** How many answer. */
        public long all() {
            return division == null ? found().counted() : division.all();
        }

        /** Whether trade, city or state narrow it. */
        public boolean isNarrowed() {
            return question.trade() != null
                    || question.city() != null
                    || question.state() != null
                    || question.grade() != null;
        }

        /** The next page. */
        public @Nullable String next() {
            if (!found().more()) {
                return null;
            }
            var last = found().hits().getLast().place();
            return number == 0
                    ? Asking.address(PAGE, question, last)
                    : Asking.address(PAGE, question, last, number + 1);
        }

        /** Whether this is the first page. */
        public boolean isFirst() {
            return number == 1;
        }

        /** The page before this one. */
        public @Nullable String previous() {
            if (number == 2) {
                return beginning();
            }
            return before == null ? null : Asking.address(PAGE, question, before, number - 1);
        }

        /** The first page. */
        public String beginning() {
            return Asking.address(PAGE, question);
        }

        /** The same question without what narrows it. */
        public String wider() {
            return Asking.address(PAGE, new Question(question.words(), null, null, null));
        }

        /** Another question. */
        public String instead(String words) {
            return Asking.address(PAGE, question.saying(words));
        }

        /** The answer as a file. */
        public String file() {
            return Asking.address(PAGE + ".csv", answered());
        }

        /** The page of the code to show this answer elsewhere. */
        public String sharing() {
            return Asking.address(PAGE + "/share", answered());
        }

        /** The name of a trade. */
        public String trade(Texts t, String code) {
            return RegisterWords.trade(t, code);
        }
    }

    /** What is shown while the index is being built. */
    public record BuildingPage(Progress progress) {}

    @GetMapping(PAGE)
    View register(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String trade,
            @RequestParam(required = false) @Nullable String city,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String grade,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String page) {
        var building = register.building();
        if (building != null) {
            var view = pages.view(HttpStatus.SERVICE_UNAVAILABLE, "directory/building", new BuildingPage(building));
            return (model, request, response) -> {
                response.setHeader("Retry-After", "5");
                response.setHeader("Refresh", "5");
                view.render(model, request, response);
            };
        }
        var check = new Check();
        var question = Asking.read(check, q, trade, city, state, grade);
        var now = clock.instant();
        if (!check.errors().isEmpty()) {
            return pages.view(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "directory/register",
                    new RegisterPage(question, check.errors(), null, null, 1, null, now));
        }
        var place = Asking.place(cursor, question);
        var answer = register.search(question, place, AT_ONCE);
        var other = answer.shownFor();
        var division = register.divide(other == null ? question : question.saying(other), answer.relaxed());
        int number = place == null ? 1 : number(page);
        var before = place == null || number < 3
                ? null
                : register.place(question, place, (number - 2) * AT_ONCE).orElse(null);
        return pages.view(
                "directory/register", new RegisterPage(question, List.of(), answer, division, number, before, now));
    }

    /** The number of a later page; 0 where none is told, or it is so far inside that nobody walks back step by step. */
    private static int number(@Nullable String page) {
        int number = page != null && page.matches("[0-9]{1,3}") ? Integer.parseInt(page) : 0;
        return number >= 2 && number <= MOST_WALKED ? number : 0;
    }

    /** The whole answer as a file, in no order to rely on. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
    @GetMapping(PAGE + ".csv")
    void file(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String trade,
            @RequestParam(required = false) @Nullable String city,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String grade,
            HttpServletResponse response)
            throws IOException {
        var question = Asking.sound(q, trade, city, state, grade);
        if (register.building() != null) {
            register.search(Question.ALL, null, 1);
        }
        var now = clock.instant();
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Content-Disposition", "attachment; filename=\"register.csv\"");
        var format = CSVFormat.RFC4180
                .builder()
                .setRecordSeparator('\n')
                .setHeader(
                        "code",
                        "state",
                        "host",
                        "businessId",
                        "legalName",
                        "trade",
                        "city",
                        "issuedAt",
                        "expiresAt",
                        "grade")
                .get();
        try (var csv = new CSVPrinter(response.getWriter(), format)) {
            register.each(question, entry -> {
                try {
                    csv.printRecord(
                            entry.code(),
                            entry.stateAt(now),
                            entry.host().name(),
                            entry.businessId(),
                            Cells.disarmed(entry.legalName()),
                            Cells.disarmed(entry.trade()),
                            Cells.disarmed(entry.city()),
                            entry.issuedAt(),
                            entry.expiresAt(),
                            entry.grade());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /**
     * The code that shows a mark, or an answer, on other pages.
     *
     * @param title what a screen reader says of the frame
     * @param path address of what is shown
     * @param height of the frame in pixels
     */
    public record SharePage(String title, String path, int height, String back) {}

    @GetMapping(PAGE + "/share")
    View share(
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String trade,
            @RequestParam(required = false) @Nullable String city,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String grade) {
        if (code != null) {
            var entry = feed.entry(code);
            if (entry == null) {
                throw Refused.notFound();
            }
            return pages.view(
                    "directory/share",
                    new SharePage(entry.legalName(), "/m/" + entry.code() + "/embed", 250, "/m/" + entry.code()));
        }
        var question = Asking.sound(q, trade, city, state, grade);
        return pages.view(
                "directory/share",
                new SharePage(
                        question.words(),
                        Asking.address(PAGE + "/embed", question),
                        560,
                        Asking.address(PAGE, question)));
    }
}
