package org.touchstone.rules.text;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.touchstone.rules.identity.IdentityNumber;
import org.touchstone.rules.text.Redaction.Kind;
import org.touchstone.rules.text.Redaction.Spans;

/** Numbers that reach or name a person: cards, accounts, identities, telephones, postal codes, plates, and long numbers at all. */
final class NumberFinds {

    /** Stands for a character of a date or an amount, so that no number is seen there. */
    private static final char PROTECTED = '\u0001';

    /** What may stand between two digits of one number. */
    private static final Pattern GAP = Pattern.compile("\\s?[-/()\\[\\]_*]{1,2}\\s?|[.,]|\\s|\u200c");

    private static final int LONG = 5;
    private static final String BETWEEN = "[ \\-./_\u200c]{0,3}";

    private static final List<Pattern> PROTECTIONS = List.of(
            // Days: year first, or year last.
            Pattern.compile(
                    "(?<![\\d-])(?:1[34]\\d\\d|19\\d\\d|20\\d\\d)([/.-])(?:0?[1-9]|1[0-2])\\1(?:0?[1-9]|[12]\\d|3[01])(?!\\d)"),
            Pattern.compile(
                    "(?<![\\d-])(?:0?[1-9]|[12]\\d|3[01])([/.-])(?:0?[1-9]|[12]\\d|3[01])\\1(?:1[34]|19|20)\\d\\d(?!\\d)"),
            Pattern.compile("(?<![\\d/])(?:0?[1-9]|[12]\\d|3[01])/(?:0?[1-9]|[12]\\d|3[01])/\\d\\d(?![\\d/])"),
            Pattern.compile("(?<!\\d)(?:13|14|19|20)\\d\\d(?= ?年)"),
            // Amounts and measures: a number with its word or sign.
            Pattern.compile("(?i)(?:[$€£¥]|\\b(?:IRR|IRT|USD|EUR|GBP|CNY|RMB)\\b) ?" + amount()),
            Folded.pattern("(?i)" + amount() + "[ \u200c]?(?:هزار|میلیون|میلیارد|万|千|k|m|million|thousand)?[ \u200c]?"
                    + "(?:تومان|تومن|تومنی|تومانی|ریال|ریالی|دلار|یورو|یوان|درهم|元|块|人民币|圆|美元|欧元|yuan|rmb|cny|usd|eur|gbp|irr|irt|"
                    + "dollars?|bucks|euros?|pounds?|rials?|tomans?|cents?|%|درصد|٪|[$€£¥])(?![a-z])"),
            Folded.pattern("(?:مبلغ|به مبلغ|قیمت|به قیمت|金额|价格|总价) ?:? ?" + amount()),
            Folded.pattern(
                    "(?i)" + amount()
                            + " ?(?:mah|km|kg|gb|mb|tb|mm|cm|ml|miles?|kilometers?|گیگ|گیگابایت|کیلومتر|کیلو|گرم|متر|عدد|نفر|个|件|克|毫安|公里|公斤)(?![a-z])"),
            Pattern.compile("(?<![\\d,])[1-9]\\d{0,2}(?:,\\d{3}){1,3}(?![\\d,]\\d)"));

    private static final Pattern CARD = Pattern.compile("(?<!\\d)\\d{4}(?:" + BETWEEN + "\\d{4}){3}(?:" + BETWEEN
            + "\\d{3})?(?!\\d)" + "|(?<!\\d)3[47]\\d\\d" + BETWEEN + "\\d{6}" + BETWEEN + "\\d{5}(?!\\d)");
    private static final Pattern CARD_NAMED =
            Folded.pattern("(?i)(?:کارت|\\bcard|卡号|银行卡|信用卡|储蓄卡)[^\\d\\n]{0,24}?(\\d[\\d \\-./*xX]{2,26}\\d)");

    private static final Pattern SHEBA =
            Pattern.compile("(?i)(?<![A-Z0-9])IR[ -]?\\d{2}(?:[ \\-.]?\\d){20,22}(?!\\d)" + "|(?<!\\d)\\d{24}(?!\\d)");
    private static final Pattern IBAN =
            Pattern.compile("(?<![A-Za-z0-9])[A-Z]{2}\\d{2}(?:[ -]?[A-Z0-9]{2,4}){3,8}(?![A-Za-z0-9])");
    private static final Pattern ACCOUNT_NAMED = Folded.pattern(
            "(?i)(?:شبا|شماره حساب|حساب(?: بانکی)?|سپرده|sheba|\\biban|\\baccount(?: no\\.?| number| #)?|\\ba/c|\\brouting(?: number)?|\\bsort code|"
                    + "账号|账户|帐号|帐户|开户行)[^\\d\\n]{0,20}?((?:IR)?\\d[\\d \\-./]{3,34}\\d)");

    private static final Pattern NATIONAL_CODE = Pattern.compile("(?<!\\d)(?!9)\\d{3}-?\\d{6}-?\\d(?!\\d)");
    private static final Pattern RESIDENT_ID =
            Pattern.compile("(?<!\\d)[1-9]\\d{5}[ -]?(?:19|20)\\d{2}[ -]?\\d{4}[ -]?\\d{3}[\\dXx](?![\\dA-Za-z])");
    private static final Pattern SOCIAL_SECURITY = Pattern.compile("(?<![\\d-])\\d{3}-\\d{2}-\\d{4}(?![\\d-])");
    private static final Pattern IDENTITY_NAMED = Folded.pattern(
            "(?i)(?:کد[ \u200c]?ملی|شماره[ \u200c]ملی|شناسه ملی|شناسنامه|گذرنامه|پاسپورت|کد اتباع|national (?:id|code|number)|identity|\\bid (?:no\\.?|number|card)|"
                    + "\\bpassport|\\bssn\\b|social security|driving licen[cs]e|身份证号?码?|护照号?码?|证件号?码?)[^\\d\\n]{0,20}?([A-Z]{0,2}\\d[\\d -]{3,20}[\\dXx])");

    private static final List<Pattern> PHONES = List.of(
            // Iran: mobiles and landlines; China: mobiles, landlines, service numbers; North America; any with a plus.
            Pattern.compile("(?<!\\d)(?:(?:(?:\\+|00)?98" + BETWEEN + "\\(?0?\\)?|0)" + BETWEEN + ")?9\\d{2}" + BETWEEN
                    + "\\d{3}" + BETWEEN + "\\d{2}" + BETWEEN + "\\d{2}(?!\\d)"),
            Pattern.compile("(?<!\\d)(?:(?:\\+|00)98" + BETWEEN + "|\\(?0)[1-8]\\d{1,2}\\)?" + BETWEEN + "\\d{4}"
                    + BETWEEN + "\\d{3,4}(?!\\d)"),
            Pattern.compile("(?<!\\d)(?:(?:\\+|00)?86" + BETWEEN + ")?1[3-9]\\d(?:" + BETWEEN + "\\d{4}){2}(?!\\d)"),
            Pattern.compile("(?<!\\d)\\(?0\\d{2,3}\\)?[ -]?\\d{3,4}[ -]?\\d{4}(?!\\d)"),
            Pattern.compile("(?<!\\d)(?:400|800)[ -]?\\d{3}[ -]?\\d{4}(?!\\d)"),
            Pattern.compile("(?<![\\d.])(?:\\+?1[ .-]?)?\\(?[2-9]\\d{2}\\)?[ .-]?\\d{3}[ .-]\\d{4}(?!\\d)"),
            Pattern.compile("\\+\\d(?:[ \\-.()]{0,2}\\d){7,14}"));
    private static final Pattern PHONE_NAMED = Folded.pattern(
            "(?i)(?:تلفن|موبایل|همراه|شماره(?: تماس| تلفن| موبایل| همراه)?(?:م|ام| من)?|تماس|فکس|دورنگار|داخلی|\\btel\\b|\\bphone|\\bmobile|\\bcell|\\bfax|\\bcall(?:ed)?(?: me)?(?: at| on)?|"
                    + "\\bext\\b\\.?|\\bextension|电话|手机|号码|座机|传真|分机|致电|联系方式)[^\\d\\n]{0,14}?(\\+?\\d[\\d \\-./()]{1,20}\\d)");

    private static final List<Pattern> POSTCODES = List.of(
            Folded.pattern(
                    "(?i)(?:کد[ \u200c]?پستی|صندوق پستی|postal code|post ?code|zip(?: code)?|邮编|邮政编码)[^\\d\\n]{0,14}?(\\d[\\d -]{2,10}\\d)"),
            Pattern.compile("(?<![A-Za-z0-9])((?:GIR|[A-Z]{1,2}\\d[A-Z\\d]?) \\d[A-Z]{2})(?![A-Za-z0-9])"),
            Pattern.compile("(?<![A-Za-z])([A-Z]{2} \\d{5}(?:-\\d{4})?)(?!\\d)"),
            Pattern.compile("(?<!\\d)(\\d{5}-\\d{4,5})(?!\\d)"));

    private static final List<Pattern> PLATES = List.of(
            Folded.pattern(
                    "(?<!\\d)(\\d{2} ?(?:الف|ا|ب|پ|ت|ث|ج|د|ز|ژ|س|ش|ص|ط|ع|ف|ق|ک|گ|ل|م|ن|و|ه|ی|معلولین) ?\\d{3} ?[-/]? ?(?:ایران)? ?[-/]? ?\\d{2})(?!\\d)"),
            Folded.pattern("(?<!\\d)(ایران ?\\d{2} ?[-/]? ?\\d{3} ?[\\p{L}]{1,3} ?\\d{2})(?!\\d)"),
            Pattern.compile(
                    "([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][ ·•-]?(?=[A-Z0-9]*\\d)[A-Z0-9]{5,6})(?![A-Za-z0-9])"),
            Pattern.compile(
                    "(?i)(?:licen[cs]e plate|number plate|\\bplate(?: number| no\\.?)?|registration(?: number| no\\.?)|车牌号?码?)[ :#是为]{1,4}([A-Z0-9]{1,4}[ -]?[A-Z0-9]{2,5})\\b"));

    private NumberFinds() {}

    /** An amount: grouped by thousands or plain, never with a leading zero and never shaped like a mobile number. */
    private static String amount() {
        return "(?<![\\d.,])(?<!\\d[ /-])(?!0\\d|9\\d{9}(?!\\d)|1[3-9]\\d{9}(?!\\d))"
                + "(?:\\d{1,3}(?:[,' ]\\d{3}){1,4}(?:\\.\\d{1,4})?|\\d{1,12}(?:[.,]\\d{1,4})?)(?!\\d)";
    }

    private record Numeric(Kind kind, int start, int end, int strength) {}

    static void in(Spans spans) {
        var text = protect(spans.text());
        var found = new ArrayList<Numeric>();
        longNumbers(text, found);
        PHONES.forEach(p -> add(found, Kind.PHONE, p, 0, text, 3));
        add(found, Kind.PHONE, PHONE_NAMED, 1, text, 4);
        POSTCODES.forEach(p -> add(found, Kind.POSTCODE, p, 1, text, 5));
        add(found, Kind.IDENTITY, SOCIAL_SECURITY, 0, text, 6);
        for (var m = NATIONAL_CODE.matcher(text); m.find(); ) {
            if (IdentityNumber.ofPerson(m.group()) != null) {
                found.add(new Numeric(Kind.IDENTITY, m.start(), m.end(), 6));
            }
        }
        add(found, Kind.CARD, CARD, 0, text, 7);
        add(found, Kind.IDENTITY, RESIDENT_ID, 0, text, 8);
        add(found, Kind.ACCOUNT, SHEBA, 0, text, 9);
        add(found, Kind.CARD, CARD_NAMED, 1, text, 10);
        add(found, Kind.ACCOUNT, ACCOUNT_NAMED, 1, text, 10);
        add(found, Kind.IDENTITY, IDENTITY_NAMED, 1, text, 10);
        for (var m = IBAN.matcher(text); m.find(); ) {
            if (isIban(m)) {
                found.add(new Numeric(Kind.ACCOUNT, m.start(), m.end(), 11));
            }
        }
        united(found).forEach(n -> spans.claim(n.kind(), n.start(), n.end(), n.strength()));
        PLATES.forEach(p -> spans.claim(Kind.PLATE, p, 1, 16));
    }

    /** Numbers of five digits or more, whatever stands between the digits, with letters that lead into them. */
    private static void longNumbers(String text, List<Numeric> found) {
        var gap = GAP.matcher(text);
        for (int start = 0; start < text.length(); ) {
            if (!isDigit(text, start)) {
                start++;
                continue;
            }
            int end = start + 1;
            int digits = 1;
            for (int next = nextDigit(text, gap, end); next >= 0; next = nextDigit(text, gap, end)) {
                end = next + 1;
                digits++;
            }
            if (digits >= LONG) {
                found.add(new Numeric(Kind.NUMBER, prefixed(text, start), end, 1));
            }
            start = end;
        }
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static int nextDigit(String text, Matcher gap, int at) {
        if (isDigit(text, at)) {
            return at;
        }
        gap.region(at, text.length());
        return gap.lookingAt() && isDigit(text, gap.end()) ? gap.end() : -1;
    }

    /** DKC-1234567: at most six capital letters belong to the number. */
    private static int prefixed(String text, int start) {
        int from = start > 0 && text.charAt(start - 1) == '-' ? start - 1 : start;
        int letters = from;
        while (letters > 0
                && from - letters < 7
                && text.charAt(letters - 1) >= 'A'
                && text.charAt(letters - 1) <= 'Z') {
            letters--;
        }
        return letters < from && from - letters < 7 ? letters : start;
    }

    private static void add(List<Numeric> found, Kind kind, Pattern pattern, int group, String text, int strength) {
        for (var m = pattern.matcher(text); m.find(); ) {
            found.add(new Numeric(kind, m.start(group), m.end(group), strength));
        }
    }

    /** Numbers that overlap become one find of the strongest kind: no digit of a longer number stays visible. */
    private static List<Numeric> united(List<Numeric> found) {
        found.sort((a, b) -> Integer.compare(a.start(), b.start()));
        var united = new ArrayList<Numeric>();
        for (var next : found) {
            if (!united.isEmpty() && next.start() < united.getLast().end()) {
                var last = united.removeLast();
                var stronger = next.strength() > last.strength() ? next : last;
                united.add(new Numeric(
                        stronger.kind(), last.start(), Math.max(last.end(), next.end()), stronger.strength()));
            } else {
                united.add(next);
            }
        }
        return united;
    }

    private static String protect(String text) {
        var masked = new StringBuilder(text);
        for (var pattern : PROTECTIONS) {
            for (var m = pattern.matcher(text); m.find(); ) {
                for (int i = m.start(); i < m.end(); i++) {
                    if (Character.isDigit(text.charAt(i))) {
                        masked.setCharAt(i, PROTECTED);
                    }
                }
            }
        }
        return masked.toString();
    }

    /** ISO 13616: the country and check digits to the end, letters as numbers, modulo 97 leaves 1. */
    private static boolean isIban(Matcher m) {
        var compact = m.group().replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
        if (compact.length() < 15 || compact.length() > 34) {
            return false;
        }
        var digits = new StringBuilder();
        (compact.substring(4) + compact.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }
}
