package org.touchstone.sandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page a visitor of the demonstration looks at: what was sent, and who can sign in. */
final class Page {

    private static final int PEOPLE_SHOWN = 300;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private static final String STYLE = """
            :root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 22%, transparent); }
            body { font: 1rem/1.6 Vazirmatn, system-ui, sans-serif; max-inline-size: 84rem; margin: 0 auto; padding: 1rem; }
            :lang(fa) { line-height: 1.9; }
            header, form, nav { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; }
            header { justify-content: space-between; }
            h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.15rem; margin-block: 2rem .5rem; }
            input, button { font: inherit; min-block-size: 2.75rem; padding-inline: .75rem; }
            input { inline-size: 18rem; max-inline-size: 100%; }
            nav a, form a { display: inline-block; padding-block: .5rem; }
            ol { list-style: none; padding: 0; max-inline-size: 48rem; }
            li { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem; margin-block: .5rem; }
            li p { margin-block: .25rem; white-space: pre-wrap; overflow-wrap: anywhere; }
            li h3 { margin-block: .25rem; font-size: 1.05rem; } time { white-space: nowrap; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; inline-size: 100%; font-size: .875rem; }
            th, td { text-align: start; padding: .4rem .5rem; border-block-end: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
            td:last-child { white-space: normal; min-inline-size: 10rem; } td bdi[dir] { white-space: nowrap; }
            """;

    private final Language language;
    private final @Nullable String to;
    private final PageWords words;

    /** In this language; with the messages of this recipient, or of everybody. */
    Page(Language language, @Nullable String to) {
        this.language = language;
        this.to = to;
        this.words = PageWords.in(language);
    }

    String html(List<Message> messages, List<Person> people) {
        return """
                <!doctype html>
                <html lang="%s" dir="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <header><h1>%s</h1><nav>%s</nav></header>
                <main>
                <p>%s</p>
                %s
                %s
                </main>
                </body>
                </html>
                """.formatted(
                        language.code(),
                        language == Language.FA ? "rtl" : "ltr",
                        words.title(),
                        STYLE,
                        words.title(),
                        languages(),
                        words.explanation(),
                        inbox(messages),
                        table(people));
    }

    private String languages() {
        return Arrays.stream(Language.values())
                .filter(other -> other != language)
                .map(other -> "<a lang=\"%s\" hreflang=\"%s\" href=\"%s\">%s</a>"
                        .formatted(other.code(), other.code(), address(other, to), PageWords.nameOf(other)))
                .collect(Collectors.joining(" "));
    }

    private String inbox(List<Message> messages) {
        String list = messages.isEmpty()
                ? "<p>" + words.nothingYet() + "</p>"
                : messages.stream().map(this::message).collect(Collectors.joining("\n", "<ol>\n", "\n</ol>"));
        return """
                <section aria-labelledby="inbox">
                <h2 id="inbox">%s</h2>
                <form action="/" method="get">
                <input type="hidden" name="lang" value="%s">
                <label for="to">%s</label>
                <input id="to" name="to" dir="ltr" value="%s">
                <button>%s</button>
                <a href="%s">%s</a>
                </form>
                %s
                </section>""".formatted(
                        words.inbox(),
                        language.code(),
                        words.to(),
                        to == null ? "" : Html.escaped(to),
                        words.show(),
                        address(language, to),
                        words.refresh(),
                        list);
    }

    private String message(Message message) {
        String subject = message.subject();
        return """
                <li>
                <div>%s · <a href="%s">%s</a> · <time datetime="%s">%s</time></div>
                %s<p dir="auto">%s</p>
                </li>""".formatted(
                        message.channel() == Channel.SMS ? words.sms() : words.mail(),
                        address(language, message.to()),
                        Html.code(message.to()),
                        message.sentAt(),
                        Html.code(TIME.format(message.sentAt())),
                        subject == null ? "" : "<h3 dir=\"auto\">" + Html.escaped(subject) + "</h3>\n",
                        Html.withLinks(message.text()));
    }

    private String table(List<Person> people) {
        String rows = people.stream().limit(PEOPLE_SHOWN).map(this::row).collect(Collectors.joining("\n"));
        String rest = people.size() > PEOPLE_SHOWN
                ? "\n<p>" + words.more() + " <a href=\"/people\"><bdi dir=\"ltr\">/people</bdi></a></p>"
                : "";
        return """
                <section aria-labelledby="people">
                <h2 id="people">%s</h2>
                <div class="wide" tabindex="0" role="region" aria-labelledby="people">
                <table>
                <thead><tr><th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th><th scope="col">%s</th>\
                <th scope="col">%s</th><th scope="col">%s</th></tr></thead>
                <tbody>
                %s
                </tbody>
                </table>
                </div>%s
                </section>""".formatted(
                        words.people(),
                        words.name(),
                        words.role(),
                        words.nationalId(),
                        words.mobile(),
                        words.email(),
                        words.business(),
                        rows,
                        rest);
    }

    private String row(Person person) {
        return """
                <tr><th scope="row"><bdi lang="%s">%s</bdi></th><td>%s</td><td>%s</td><td><a href="%s">%s</a></td>\
                <td><a href="%s">%s</a></td><td>%s</td></tr>""".formatted(
                        person.language().code(),
                        Html.escaped(person.name()),
                        person.roles().stream()
                                .map(role -> PageWords.nameOf(role, language))
                                .collect(Collectors.joining("، ")),
                        Html.code(person.nationalId()),
                        address(language, person.mobile()),
                        Html.code(person.mobile()),
                        address(language, person.email()),
                        Html.code(person.email()),
                        person.businesses().stream()
                                .map(business -> "<bdi>" + Html.escaped(business.legalName()) + "</bdi> "
                                        + Html.code(business.legalId()))
                                .collect(Collectors.joining("<br>")));
    }

    /** This page in a language, for one recipient or all. */
    private static String address(Language language, @Nullable String to) {
        return to == null
                ? "/?lang=" + language.code()
                : "/?lang=" + language.code() + "&amp;to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
    }
}
