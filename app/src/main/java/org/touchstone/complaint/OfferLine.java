package org.touchstone.complaint;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.touchstone.foundation.web.Check;
import org.touchstone.rules.complaint.Offer;
import org.touchstone.rules.complaint.Remedy;
import org.touchstone.rules.text.Digits;

/**
 * An offer on one line of a mail: {@code OFFER: refund 1200000 IRR by 1405-09-10}, in English, Persian or Chinese words. A line
 * with anything in it that is not understood is no offer: nothing is guessed.
 */
final class OfferLine {

    private static final Pattern LINE = Pattern.compile("(?iu)^\\s*(?:offer|پیشنهاد|پيشنهاد|方案|提议)\\s*[:：]\\s*(.*)$");

    private static final Pattern AMOUNT = Pattern.compile(
            "(?iu)(?<![\\d/.-])(\\d[\\d,.]*)\\s*(irr|rials?|ریال|cny|rmb|元|人民币|یوان|usd|dollars?|دلار|美元|eur|euros?|یورو|欧元)");

    private static final Pattern DAY = Pattern.compile("(\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2})");

    private static final Map<String, String> CURRENCIES = Map.ofEntries(
            Map.entry("ریال", "IRR"),
            Map.entry("rial", "IRR"),
            Map.entry("rials", "IRR"),
            Map.entry("rmb", "CNY"),
            Map.entry("元", "CNY"),
            Map.entry("人民币", "CNY"),
            Map.entry("یوان", "CNY"),
            Map.entry("dollar", "USD"),
            Map.entry("dollars", "USD"),
            Map.entry("دلار", "USD"),
            Map.entry("美元", "USD"),
            Map.entry("euro", "EUR"),
            Map.entry("euros", "EUR"),
            Map.entry("یورو", "EUR"),
            Map.entry("欧元", "EUR"));

    /** What else people call a remedy. */
    private static final Map<Remedy, List<String>> OTHER_NAMES = Map.of(
            Remedy.REFUND, List.of("بازپرداخت", "money back", "退钱"),
            Remedy.REPLACEMENT, List.of("تعویض", "exchange", "更换"),
            Remedy.DELIVERY, List.of("تحویل", "ارسال", "发货"),
            Remedy.APOLOGY, List.of("پوزش"));

    private OfferLine() {}

    /** Whether a line means to be an offer, understood or not. */
    static boolean isMeant(String line) {
        return LINE.matcher(line).matches();
    }

    /** The offer of a line, if all of it is understood. */
    static Optional<Offer> parse(String line) {
        var matcher = LINE.matcher(line);
        return matcher.matches()
                ? offer(Digits.toLatin(matcher.group(1)).replace("٬", "").strip())
                : Optional.empty();
    }

    private record Word(String text, Remedy remedy) {}

    private static Optional<Offer> offer(String words) {
        return Arrays.stream(Remedy.values())
                .flatMap(r -> Stream.concat(
                                Stream.of(r.name()),
                                Stream.concat(names(r), OTHER_NAMES.getOrDefault(r, List.of()).stream()))
                        .map(name -> new Word(name.toLowerCase(Locale.ROOT), r)))
                .sorted(Comparator.comparingInt((Word w) -> -w.text().length()))
                .filter(w -> words.toLowerCase(Locale.ROOT).startsWith(w.text()))
                .findFirst()
                .flatMap(w -> terms(w.remedy(), words.substring(w.text().length())));
    }

    /** What a remedy is called, whole and by its first word: “return” for “return of the money”. */
    private static Stream<String> names(Remedy remedy) {
        return Arrays.stream(Language.values())
                .map(language -> Texts.in(language).name(remedy))
                .flatMap(name -> Stream.of(name, name.split(" ", 2)[0]))
                .filter(name -> !name.isEmpty());
    }

    private static Optional<Offer> terms(Remedy remedy, String terms) {
        var check = new Check();
        var amount = AMOUNT.matcher(terms);
        boolean paid = amount.find();
        var currency = paid ? amount.group(2).toLowerCase(Locale.ROOT) : "";
        var money = paid
                ? check.money(
                        "amount", amount.group(1), CURRENCIES.getOrDefault(currency, currency.toUpperCase(Locale.ROOT)))
                : null;
        var afterMoney = paid ? terms.substring(0, amount.start()) + " " + terms.substring(amount.end()) : terms;
        var day = DAY.matcher(afterMoney);
        boolean dated = day.find();
        var by = dated ? check.optionalDay("by", day.group(1)).orElse(null) : null;
        var rest = dated ? afterMoney.substring(0, day.start()) + " " + afterMoney.substring(day.end()) : afterMoney;
        boolean understood = rest.replaceAll("(?iu)\\b(?:by|of|until)\\b|تا|به مبلغ|之前|以前|前|于|[،,，.。؛;\\s]", "")
                .isEmpty();
        return understood && check.errors().isEmpty() ? Optional.of(new Offer(remedy, money, by)) : Optional.empty();
    }
}
