package org.touchstone.probe;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.touchstone.probe.PageText.Line;
import org.touchstone.probe.SiteFindings.Finding;
import org.touchstone.probe.SiteFindings.Outcome;
import org.touchstone.probe.SiteFindings.Topic;
import org.touchstone.rules.text.Digits;
import org.touchstone.rules.text.PlainText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads from pages what a shop says about itself. Works on pages already fetched, and on what is to be seen of them only; the one
 * exception are prices in the vocabulary of schema.org, which stand in the page for programs.
 */
final class SiteReader {

    private static final int ENOUGH = 150;
    private static final int ENOUGH_TO_THE_POINT = 60;
    private static final int ENOUGH_WITH_DAYS = 30;
    private static final int SAYS_SOMETHING = 15;
    private static final int SAYS_NOTHING = 60;
    private static final int LONGEST_HEADING = 80;
    private static final int LONGEST_LINK = 60;

    private static final Pattern EMAIL = Pattern.compile(
            "[a-z0-9._%+-]{1,64} ?(?:@|\\[ ?at ?]|\\( ?at ?\\)) ?((?:[a-z0-9-]{1,63}(?:\\.| ?\\[ ?dot ?] ?)){1,4}[a-z]{2,18})(?![a-z0-9])");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.,/])\\+?\\(?\\d(?:[ ().-]{0,2}\\d){6,14}(?![\\d])");
    private static final Pattern AMOUNT_BEFORE = Pattern.compile(
            "(?<![\\d.,])([1-9]\\d{0,14}(?:[,.٬،]\\d{1,3}){0,5}) ?(هزار |میلیون )?(تومان|تومن|ریال|irr|irt|rials?|tomans?|元|圆|人民币|cny|rmb|yuan|\\$|usd|€|eur|¥|￥)(?![a-z])");
    private static final Pattern AMOUNT_AFTER =
            Pattern.compile("(\\$|€|¥|￥|(?<![a-z])(?:usd|eur|cny|rmb|irr|irt)) ?([1-9]\\d{0,14}(?:[,.]\\d{1,3}){0,5})");
    private static final Pattern DAYS = Pattern.compile(
            "(\\d{1,3}|هفت|ده|چهارده|پانزده|سی|سه|seven|ten|fourteen|thirty|fifteen|七|十|十四|十五|三十)[ -]?(?:个)?"
                    + "(?:(?:calendar|working|business|کاری|工作) ?)?(?:روز|days?|天|日)");
    private static final Map<String, Integer> NUMERALS = Map.ofEntries(
            Map.entry("سه", 3),
            Map.entry("هفت", 7),
            Map.entry("ده", 10),
            Map.entry("چهارده", 14),
            Map.entry("پانزده", 15),
            Map.entry("سی", 30),
            Map.entry("seven", 7),
            Map.entry("ten", 10),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("thirty", 30),
            Map.entry("七", 7),
            Map.entry("十", 10),
            Map.entry("十四", 14),
            Map.entry("十五", 15),
            Map.entry("三十", 30));
    private static final Pattern LEGAL_ID = Pattern.compile(
            "(?:شناسه ملی|شماره ثبت|کد اقتصادی|شماره مجوز|شماره پروانه|پروانه کسب|جواز کسب|کد ملی|registration (?:no|number|nr)|company (?:no|number|id)"
                    + "|reg\\. ?no|licen[cs]e (?:no|number)|vat (?:no|number|id)|统一社会信用代码|营业执照(?:号|注册号)?|注册号|许可证(?:号|编号)?)"
                    + "[^a-z\\d]{0,12}([a-z]{0,4}\\d[a-z\\d/ -]{3,24})");
    private static final Pattern LEGAL_NAME = Pattern.compile(
            "((?:شرکت|موسسه) [\\p{L} ]{2,60}|[\\p{L}&' .-]{2,60} \\(?(?:سهامی خاص|سهامی عام|مسئولیت محدود)\\)?"
                    + "|[a-z][\\p{L}\\d&' .-]{1,50}?,? (?:ltd|limited|llc|inc|gmbh|plc|corporation|corp)(?![a-z])"
                    + "|[\\p{IsHan}()]{2,30}?(?:有限责任公司|股份有限公司|有限公司|个体工商户))");
    private static final Pattern FORMS = Pattern.compile(
            "(?<!\\p{L})(?:شرکت|موسسه|سهامی خاص|سهامی عام|با مسئولیت محدود|مسئولیت محدود|ltd|limited|llc|inc|gmbh|plc|co|company|corporation|corp)(?!\\p{L})"
                    + "|有限责任公司|股份有限公司|有限公司|公司|个体工商户");
    private static final Pattern POSTAL_LABEL = Pattern.compile(
            "(?:کد ?پستی|postal code|postcode|zip(?: code)?|邮政编码|邮编)[^\\d]{0,6}(\\d{4,5}[ -]?\\d{5}|\\d{6}|\\d{5})");

    private final List<PageText> pages;
    private final List<DeadLink> dead;
    private final Map<URI, Topic> about;
    private final Expected expected;

    /**
     * A page that came.
     *
     * @param url where it stands
     * @param html the page
     * @param topic what the link that led there is about; absent for the home page and pages about the shop at large
     */
    record Source(URI url, String html, @Nullable Topic topic) {}

    /**
     * A link that leads nowhere.
     *
     * @param url where it should lead
     * @param text its words
     * @param topic what it is about
     */
    record DeadLink(URI url, String text, Topic topic) {}

    /**
     * A link worth following.
     *
     * @param url where it leads
     * @param text its words
     * @param topic what it is about; absent for contact, about and delivery, which speak of many things
     */
    record Link(String url, String text, @Nullable Topic topic) {}

    private SiteReader(List<PageText> pages, List<DeadLink> dead, Map<URI, Topic> about, Expected expected) {
        this.pages = pages;
        this.dead = dead;
        this.about = about;
        this.expected = expected;
    }

    /** One finding for each topic. The home page comes first. */
    static List<Finding> read(List<Source> sources, List<DeadLink> dead, Expected expected) {
        var about = new LinkedHashMap<URI, Topic>();
        for (var source : sources) {
            if (source.topic() != null) {
                about.put(source.url(), source.topic());
            }
        }
        var pages = sources.stream().map(s -> PageText.of(s.url(), s.html())).toList();
        var reader = new SiteReader(pages, dead, about, expected);
        boolean scriptOnly = !pages.isEmpty()
                && pages.getFirst().weight() < SAYS_NOTHING
                && !pages.getFirst().document().select("script").isEmpty();
        return Arrays.stream(Topic.values())
                .map(reader::find)
                .map(f -> scriptOnly && f.outcome() == Outcome.MISSING
                        ? unclear(f.topic(), pages.getFirst().url(), "", "", "SCRIPT_ONLY")
                        : f)
                .toList();
    }

    /** The links of a home page that tell about the shop, the plainest of each kind first, at most so many. */
    static List<Link> links(PageText home, int most) {
        var kinds = new LinkedHashMap<String, Pattern>();
        kinds.put("CONTACT", Words.CONTACT);
        kinds.put("RETURNS", Words.RETURNS);
        kinds.put("TERMS", Words.TERMS);
        kinds.put("PRIVACY", Words.PRIVACY);
        kinds.put("ABOUT", Words.ABOUT);
        kinds.put("SHIPPING", Words.SHIPPING);
        var anchors = home.document().select("a[href]").stream().limit(3000).toList();
        var chosen = new LinkedHashMap<String, Link>();
        kinds.forEach((kind, words) -> Stream.of(true, false)
                .flatMap(byText -> anchors.stream()
                        .filter(a -> words.matcher(byText ? text(a) : path(a)).find()))
                .filter(a -> text(a).length() <= LONGEST_LINK)
                .map(a -> new Link(
                        a.absUrl("href").replaceFirst("#.*", ""), a.text().strip(), topic(kind)))
                .filter(link -> link.url().matches("(?i)https?://.*") && !isHome(link.url(), home.url()))
                .findFirst()
                .ifPresent(link -> chosen.putIfAbsent(link.url(), link)));
        return chosen.values().stream().limit(most).toList();
    }

    private static boolean isHome(String url, URI home) {
        return url.replaceFirst("/$", "").equals(home.toString().replaceFirst("/$", ""));
    }

    private static @Nullable Topic topic(String kind) {
        return switch (kind) {
            case "RETURNS" -> Topic.RETURNS;
            case "TERMS" -> Topic.TERMS;
            case "PRIVACY" -> Topic.PRIVACY;
            default -> null;
        };
    }

    private static String text(Element anchor) {
        var words = anchor.text().isBlank() ? anchor.attr("title") : anchor.text();
        return PlainText.searchKey(words);
    }

    private static String path(Element anchor) {
        var href = anchor.attr("href");
        try {
            return PlainText.searchKey(
                    URLDecoder.decode(href, StandardCharsets.UTF_8).replaceAll("[-_/.]", " "));
        } catch (IllegalArgumentException e) {
            return PlainText.searchKey(href);
        }
    }

    private Finding find(Topic topic) {
        return switch (topic) {
            case IDENTITY -> identity();
            case ADDRESS -> address();
            case PHONE -> phone();
            case EMAIL -> email();
            case TERMS -> text(topic, Words.TERMS, Words.ABOUT_SALE);
            case RETURNS -> text(topic, Words.RETURNS, Words.RETURNS);
            case PRIVACY -> text(topic, Words.PRIVACY, Words.ABOUT_DATA);
            case PRICES -> prices();
        };
    }

    // Where something stands

    private record Hit(PageText page, Line line, int at, String value) {}

    private Stream<Hit> hits(Pattern pattern, int group) {
        return pages.stream()
                .flatMap(page -> page.lines().stream()
                        .flatMap(line -> pattern.matcher(line.key())
                                .results()
                                .map(m -> new Hit(
                                        page, line, m.start(), m.group(group).strip()))));
    }

    private static Finding found(Topic topic, Hit hit, String value) {
        return of(topic, Outcome.FOUND, hit, value, "", null);
    }

    private static Finding of(
            Topic topic, Outcome outcome, Hit hit, String value, String reason, @Nullable Integer days) {
        return new Finding(
                topic,
                outcome,
                where(hit.page().url(), hit.line().anchor()),
                hit.line().heading(),
                excerpt(hit.line(), hit.at()),
                value,
                reason,
                days);
    }

    private static Finding unclear(Topic topic, URI where, String place, String excerpt, String reason) {
        return new Finding(topic, Outcome.UNCLEAR, where, place, excerpt, "", reason, null);
    }

    private static Finding missing(Topic topic) {
        return new Finding(topic, Outcome.MISSING, null, "", "", "", "", null);
    }

    private static URI where(URI page, String anchor) {
        var plain = URI.create(page.toString().replaceFirst("#.*", ""));
        return anchor.matches("[A-Za-z0-9_.:-]{1,80}") ? URI.create(plain + "#" + anchor) : plain;
    }

    /** The words around a place. Key and text differ a little in length; where the text is long the place is near enough. */
    private static String excerpt(Line line, int at) {
        var text = line.text();
        if (text.length() <= Finding.LONGEST_EXCERPT) {
            return text;
        }
        int middle = (int) ((long) at * text.length() / Math.max(1, line.key().length()));
        int start = Math.clamp(middle - 40L, 0, text.length() - Finding.LONGEST_EXCERPT);
        return text.substring(start, start + Finding.LONGEST_EXCERPT).strip();
    }

    // Who

    private Finding identity() {
        var name = expected.legalName() == null ? null : compared(expected.legalName());
        var id = expected.legalId() == null
                ? null
                : Digits.compact(expected.legalId()).toLowerCase(Locale.ROOT);
        var nameHit = name == null || name.isBlank() ? null : line(line -> indexOfName(compared(line.key()), name));
        var idHit = id == null || id.isBlank() ? null : line(line -> indexOfNumber(line.key(), id));
        var otherId = hits(LEGAL_ID, 1).findFirst();
        var otherName = hits(LEGAL_NAME, 1).findFirst();
        if (name == null && id == null) {
            return otherId.or(() -> otherName)
                    .map(hit -> found(Topic.IDENTITY, hit, hit.value()))
                    .orElseGet(() -> missing(Topic.IDENTITY));
        }
        if ((name == null || nameHit != null) && (id == null || idHit != null)) {
            var hit = nameHit != null ? nameHit : idHit;
            return hit == null
                    ? missing(Topic.IDENTITY)
                    : found(Topic.IDENTITY, hit, idHit != null ? String.valueOf(id) : String.valueOf(name));
        }
        if (id != null && idHit == null && otherId.isPresent()) {
            return of(
                    Topic.IDENTITY,
                    Outcome.DIFFERENT,
                    otherId.get(),
                    otherId.get().value(),
                    "LEGAL_ID",
                    null);
        }
        if (name != null && nameHit == null && otherName.isPresent()) {
            return of(
                    Topic.IDENTITY,
                    Outcome.DIFFERENT,
                    otherName.get(),
                    otherName.get().value(),
                    "LEGAL_NAME",
                    null);
        }
        var half = nameHit != null ? nameHit : idHit;
        return half == null
                ? missing(Topic.IDENTITY)
                : of(Topic.IDENTITY, Outcome.UNCLEAR, half, "", nameHit == null ? "LEGAL_NAME" : "LEGAL_ID", null);
    }

    private interface Position {
        /** Where in a line something stands; negative where it does not. */
        int in(Line line);
    }

    private @Nullable Hit line(Position position) {
        for (var page : pages) {
            for (var line : page.lines()) {
                int at = position.in(line);
                if (at >= 0) {
                    return new Hit(page, line, at, line.text());
                }
            }
        }
        return null;
    }

    /** A name without the words for kinds of companies and without signs. */
    static String compared(String name) {
        var key = FORMS.matcher(PlainText.searchKey(name)).replaceAll(" ");
        return key.replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    private static int indexOfName(String line, String name) {
        if (name.codePoints().anyMatch(Character::isIdeographic)) {
            return line.replace(" ", "").indexOf(name.replace(" ", ""));
        }
        return (" " + line + " ").indexOf(" " + name + " ");
    }

    /** Where a number stands by itself, whatever groups its digits. */
    private static int indexOfNumber(String key, String number) {
        var grouped = number.chars()
                .mapToObj(c -> Pattern.quote(String.valueOf((char) c)))
                .collect(Collectors.joining("[ \\-/.]{0,2}"));
        var found = Pattern.compile("(?<![a-z\\d])" + grouped + "(?![a-z\\d])").matcher(key);
        return found.find() ? found.start() : -1;
    }

    // Where, how to reach

    private Finding address() {
        var code = expected.postalCode() == null ? "" : Digits.compact(expected.postalCode());
        if (!code.isEmpty()) {
            var hit = line(line -> indexOfNumber(line.key(), code));
            if (hit != null) {
                return found(Topic.ADDRESS, hit, code);
            }
            var other = hits(POSTAL_LABEL, 1).findFirst();
            if (other.isPresent()) {
                return of(
                        Topic.ADDRESS,
                        Outcome.DIFFERENT,
                        other.get(),
                        Digits.compact(other.get().value()),
                        "POSTAL_CODE",
                        null);
            }
        }
        var hit = line(SiteReader::indexOfAddress);
        if (hit == null) {
            return pictureOnly(Topic.ADDRESS);
        }
        return code.isEmpty()
                ? found(Topic.ADDRESS, hit, "")
                : of(Topic.ADDRESS, Outcome.UNCLEAR, hit, "", "POSTAL_CODE", null);
    }

    /** A line that is called an address and says something, or speaks like one. */
    private static int indexOfAddress(Line line) {
        var label = Words.ADDRESS.matcher(line.key());
        long streetWords = Words.STREET
                .matcher(line.key())
                .results()
                .map(java.util.regex.MatchResult::group)
                .distinct()
                .count();
        if (label.find() && streetWords >= 1 && line.weight() - label.end() >= SAYS_SOMETHING) {
            return label.start();
        }
        return streetWords >= 1
                        && line.weight() < 400
                        && Words.HOUSE.matcher(line.key()).find()
                ? 0
                : -1;
    }

    private Finding phone() {
        var numbers = pages.stream()
                .flatMap(page -> page.lines().stream()
                        .flatMap(line -> NUMBER.matcher(line.key())
                                .results()
                                .filter(m -> isPhone(m.group(), line.key(), m.start()))
                                .map(m ->
                                        new Hit(page, line, m.start(), m.group().replaceAll("[^\\d+]", "")))))
                .toList();
        if (numbers.isEmpty()) {
            return pictureOnly(Topic.PHONE);
        }
        if (expected.phone() == null) {
            return found(Topic.PHONE, numbers.getFirst(), numbers.getFirst().value());
        }
        var own = national(expected.phone());
        return numbers.stream()
                .filter(hit -> isSameNumber(national(hit.value()), own))
                .findFirst()
                .map(hit -> found(Topic.PHONE, hit, hit.value()))
                .orElseGet(() -> of(
                        Topic.PHONE,
                        Outcome.DIFFERENT,
                        numbers.getFirst(),
                        numbers.getFirst().value(),
                        "PHONE",
                        null));
    }

    /** A number that begins like one, or stands after a word for telephones; never one that is called otherwise. */
    private static boolean isPhone(String number, String key, int at) {
        int digits = Digits.compact(number).replaceAll("\\D", "").length();
        var before = key.substring(Math.max(0, at - 30), at);
        if (digits < 7
                || digits > 14
                || number.matches("\\d\\.\\d+")
                || POSTAL_LABEL
                        .matcher(key.substring(Math.max(0, at - 15), Math.min(key.length(), at + number.length())))
                        .find()
                || LEGAL_ID.matcher(key.substring(Math.max(0, at - 30), Math.min(key.length(), at + number.length())))
                        .find()) {
            return false;
        }
        boolean begins = number.startsWith("+")
                || number.startsWith("0")
                || number.startsWith("(0")
                || number.replaceAll("\\D", "").matches("1[3-9]\\d{9}|400\\d{7}");
        return (begins && digits >= 8) || Words.PHONE.matcher(before).find();
    }

    /** The digits without what is dialled from afar. */
    private static String national(String number) {
        return Digits.compact(number).replaceAll("\\D", "").replaceFirst("^0+", "");
    }

    private static boolean isSameNumber(String one, String other) {
        return one.length() >= 7 && other.length() >= 7 && (one.endsWith(other) || other.endsWith(one));
    }

    private Finding email() {
        var hit = hits(EMAIL, 0).findFirst();
        if (hit.isPresent()) {
            return found(
                    Topic.EMAIL,
                    hit.get(),
                    hit.get()
                            .value()
                            .replaceAll(" ?(?:\\[ ?at ?]|\\( ?at ?\\)) ?", "@")
                            .replaceAll(" ?\\[ ?dot ?] ?", ".")
                            .replace(" ", ""));
        }
        for (var page : pages) {
            for (var form : page.document().select("form:has(textarea)")) {
                if (form.parents().stream().noneMatch(PageText::isHidden) && !PageText.isHidden(form)) {
                    return unclear(Topic.EMAIL, where(page.url(), form.id()), "", cut(form.text()), "FORM_ONLY");
                }
            }
        }
        return pictureOnly(Topic.EMAIL);
    }

    /** A page about how to reach the shop that shows pictures and hardly a word. */
    private Finding pictureOnly(Topic topic) {
        for (var page : pages.stream().skip(1).toList()) {
            boolean contact = page.lines().stream()
                            .anyMatch(l -> l.level() > 0
                                    && Words.CONTACT.matcher(l.key()).find())
                    || Words.CONTACT
                            .matcher(PlainText.searchKey(page.document().title()))
                            .find();
            if (contact && hasPicture(page) && bodyWeight(page) < SAYS_NOTHING) {
                return unclear(topic, page.url(), page.document().title(), "", "PICTURE_ONLY");
            }
        }
        return missing(topic);
    }

    private static boolean hasPicture(PageText page) {
        return !page.document().select("img, picture, svg, canvas").isEmpty();
    }

    private static int bodyWeight(PageText page) {
        return page.lines().stream()
                .filter(l -> !l.framed())
                .mapToInt(Line::weight)
                .sum();
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(Finding.LONGEST_EXCERPT, text.length()));
    }

    // Terms, returns, privacy

    /**
     * A text of a kind.
     *
     * @param hit its heading, or its first line
     * @param lines all of it
     * @param named whether its own heading names the thing
     */
    private record Passage(Hit hit, List<Line> lines, boolean named) {
        int weight() {
            return lines.stream().mapToInt(Line::weight).sum();
        }

        boolean speaksOf(Pattern words) {
            return lines.stream().anyMatch(line -> words.matcher(line.key()).find());
        }
    }

    private Finding text(Topic topic, Pattern name, Pattern substance) {
        var passages =
                pages.stream().flatMap(page -> passages(page, topic, name)).toList();
        for (var passage : passages) {
            var days = topic == Topic.RETURNS ? days(passage.lines()) : null;
            if (says(passage, substance, days != null)) {
                var first = best(passage, topic, substance);
                return of(topic, Outcome.FOUND, first, "", "", days);
            }
        }
        for (var link : dead) {
            if (link.topic() == topic) {
                return unclear(topic, link.url(), link.text(), cut(link.text()), "BROKEN_LINK");
            }
        }
        for (var passage : passages) {
            if (passage.weight() < ENOUGH) {
                boolean picture = about.get(passage.hit().page().url()) == topic
                        && hasPicture(passage.hit().page())
                        && passage.weight() < SAYS_NOTHING;
                if (picture || passage.weight() > 0) {
                    return of(topic, Outcome.UNCLEAR, passage.hit(), "", picture ? "PICTURE_ONLY" : "TOO_SHORT", null);
                }
            }
        }
        return hits(name, 0)
                .findFirst()
                .map(hit -> of(topic, Outcome.UNCLEAR, hit, "", "ONLY_NAMED", null))
                .orElseGet(() -> missing(topic));
    }

    /** A text under its own heading says enough when it is long; a short one when it speaks of the thing. */
    private static boolean says(Passage passage, Pattern substance, boolean withDays) {
        if (passage.speaksOf(substance)) {
            return passage.weight() >= (withDays ? ENOUGH_WITH_DAYS : ENOUGH_TO_THE_POINT);
        }
        return passage.named() && passage.weight() >= ENOUGH;
    }

    /** The words that say most: those with the days, else those about the thing. */
    private static Hit best(Passage passage, Topic topic, Pattern substance) {
        var page = passage.hit().page();
        if (topic == Topic.RETURNS) {
            for (var line : passage.lines()) {
                var days = DAYS.matcher(line.key());
                if (substance.matcher(line.key()).find() && days.find()) {
                    return new Hit(page, line, days.start(), "");
                }
            }
        }
        return passage.lines().stream()
                .filter(line -> line.level() == 0 && line.weight() >= SAYS_SOMETHING)
                .findFirst()
                .map(line -> new Hit(page, line, 0, ""))
                .orElse(passage.hit());
    }

    private Stream<Passage> passages(PageText page, Topic topic, Pattern name) {
        var lines = page.lines();
        var under = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).level() > 0
                        && lines.get(i).key().length() <= LONGEST_HEADING
                        && name.matcher(lines.get(i).key()).find())
                .mapToObj(i -> new Passage(new Hit(page, lines.get(i), 0, ""), section(lines, i), true));
        var body = lines.stream().filter(line -> !line.framed()).toList();
        boolean wholePage = about.get(page.url()) == topic
                || (!page.url().equals(pages.getFirst().url())
                        && name.matcher(PlainText.searchKey(page.document().title()))
                                .find());
        var whole = wholePage && !lines.isEmpty()
                ? Stream.of(new Passage(
                        new Hit(page, body.isEmpty() ? lines.getFirst() : body.getFirst(), 0, ""), body, false))
                : Stream.<Passage>empty();
        var single = lines.stream()
                .filter(line -> line.level() == 0 && name.matcher(line.key()).find())
                .filter(line ->
                        line.weight() >= ENOUGH_TO_THE_POINT || (topic == Topic.RETURNS && days(List.of(line)) != null))
                .map(line -> new Passage(new Hit(page, line, 0, ""), List.of(line), false));
        return Stream.of(under, whole, single).flatMap(s -> s);
    }

    /** The lines under a heading, as far as the next of its rank; with it, because it names what they speak of. */
    private static List<Line> section(List<Line> lines, int heading) {
        var section = new ArrayList<Line>();
        section.add(new Line(
                lines.get(heading).text(),
                lines.get(heading).key(),
                lines.get(heading).level(),
                lines.get(heading).heading(),
                lines.get(heading).anchor(),
                Integer.MAX_VALUE / 2,
                false));
        for (int i = heading + 1; i < lines.size(); i++) {
            int level = lines.get(i).level();
            if (level > 0 && level <= lines.get(heading).level()) {
                break;
            }
            section.add(lines.get(i));
        }
        return section;
    }

    /** The days of the first line that speaks of returning and of days. */
    private static @Nullable Integer days(List<Line> lines) {
        for (var line : lines) {
            var days = DAYS.matcher(line.key());
            if (days.find() && (Words.RETURNS.matcher(line.key()).find() || lines.size() > 1)) {
                var number = days.group(1);
                var value = NUMERALS.get(number);
                return value != null ? value : number.matches("\\d+") ? Integer.valueOf(number) : null;
            }
        }
        return null;
    }

    // Prices

    private Finding prices() {
        for (var page : pages) {
            for (var script : page.document().select("script[type=application/ld+json]")) {
                var offer = offer(script.data());
                if (offer != null) {
                    return new Finding(
                            Topic.PRICES,
                            Outcome.FOUND,
                            page.url(),
                            "schema.org Offer",
                            cut(offer),
                            currency(offer),
                            "",
                            null);
                }
            }
            for (var price : page.document().select("[itemprop=price]")) {
                var scope = price.closest("[itemscope]");
                var currency = scope == null ? null : scope.selectFirst("[itemprop=priceCurrency]");
                if (currency != null) {
                    var amount = price.hasAttr("content") ? price.attr("content") : price.text();
                    var code = currency.hasAttr("content") ? currency.attr("content") : currency.text();
                    return new Finding(
                            Topic.PRICES,
                            Outcome.FOUND,
                            page.url(),
                            "schema.org Offer",
                            cut(amount + " " + code),
                            currency(code),
                            "",
                            null);
                }
            }
        }
        return Stream.concat(hits(AMOUNT_BEFORE, 3), hits(AMOUNT_AFTER, 1))
                .findFirst()
                .map(hit -> found(Topic.PRICES, hit, currency(hit.value())))
                .orElseGet(() -> missing(Topic.PRICES));
    }

    private static @Nullable String offer(String json) {
        try {
            return offer(JsonMapper.shared().readTree(json));
        } catch (JacksonException e) {
            return null;
        }
    }

    private static @Nullable String offer(JsonNode node) {
        var price = node.has("price") ? node.get("price") : node.get("lowPrice");
        var currency = node.get("priceCurrency");
        if (price != null && currency != null && price.isValueNode() && currency.isString()) {
            return price.asString() + " " + currency.asString();
        }
        for (var child : node) {
            var within = offer(child);
            if (within != null) {
                return within;
            }
        }
        return null;
    }

    /** The code of ISO 4217; IRT, which is in none of its lists, for the toman. */
    private static String currency(String sign) {
        var last = PlainText.searchKey(sign).replaceFirst(".* ", "");
        return switch (last) {
            case "تومان", "تومن", "irt", "toman", "tomans" -> "IRT";
            case "ریال", "irr", "rial", "rials" -> "IRR";
            case "元", "圆", "人民币", "cny", "rmb", "yuan", "¥" -> "CNY";
            case "$", "usd" -> "USD";
            case "€", "eur" -> "EUR";
            default -> last.toUpperCase(Locale.ROOT);
        };
    }
}
