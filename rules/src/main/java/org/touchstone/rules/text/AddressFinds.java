package org.touchstone.rules.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.touchstone.rules.text.Redaction.Kind;
import org.touchstone.rules.text.Redaction.Spans;

/**
 * Postal addresses. Persian and Chinese ones are written as a chain of parts (street, alley, number, floor): the parts are found
 * first, and parts that stand together are an address. English ones have a shape of their own.
 */
final class AddressFinds {

    private static final String WORD = "[\\p{L}\\p{M}\u200c]+";

    /** Words that end a street's name. */
    private static final String END =
            "(?:که|را|رو|و|به|از|در|با|بر|برای|تا|است|بود|شد|هست|هستم|می|نمی|این|آن|هم|یا|اما|ولی|من|ما|شما|بودم|"
                    + "بودیم|رفتم|آمد|آمدم|کردم|کردند|کرد|گفت|گفتم|شده|دارد|دارم|خودم|تحویل|ارسال|فرستادم|فرستادند|تلفن|موبایل|شماره|کد|نام|آقای|خانم|منتظر|ندارد|نیست|"
                    + "زندگی|ساکن|کوچه|کوچهٔ|خیابان|بلوار|میدان|پلاک|واحد|طبقه|کوی|نبش|جنب|روبروی|ساختمان|مجتمع|بن‌بست|شهرک|می‌\\p{L}+|نمی‌\\p{L}+)(?![\\p{L}\\p{M}\u200c])";

    private static final String NAMED = "(?: +(?!" + END + ")(?:(?:" + WORD + ")|\\d{1,4}(?!\\d)))";

    private enum Weight {
        /** An address by itself. */
        STRONG,
        /** An address only beside another part. */
        WEAK,
        /** Leads into an address that follows. */
        LEADING
    }

    private record Part(int start, int end, Weight weight) {}

    private record Shape(Pattern pattern, int group, Weight weight) {}

    private static final List<Shape> PERSIAN = List.of(
            new Shape(
                    Folded.pattern(
                            "(?<![\\p{L}\\p{M}\u200c])(?:خیابان|خیابون|خ\\.|بلوار|بولوار|کوچه|کوی|میدان|میدون|بزرگراه|اتوبان|شهرک|بن[‌ ]?بست|چهارراه|چهار راه|"
                                    + "سه‌راه|سه راه|نبش|محله|محلهٔ|روستای|جاده|مجتمع مسکونی)" + NAMED + "{1,4}"),
                    0,
                    Weight.STRONG),
            new Shape(
                    Folded.pattern("(?<![\\p{L}\\p{M}\u200c])(?:پلاک|پ\\.|واحد)\\s*:?\\s*\\d{1,5}(?!\\d)"),
                    0,
                    Weight.STRONG),
            new Shape(
                    Folded.pattern(
                            "(?<![\\p{L}\\p{M}\u200c])(?:طبقه|طبقهٔ|زنگ|بلوک|فاز|شماره|قطعه|ورودی|منطقه|کوچه)\\s*:?\\s*(?:\\d{1,4}(?!\\d)|همکف|زیرزمین|"
                                    + "اول|دوم|سوم|چهارم|پنجم|ششم|هفتم|هشتم|نهم|دهم)"),
                    0,
                    Weight.WEAK),
            new Shape(
                    Folded.pattern(
                            "(?<![\\p{L}\\p{M}\u200c])(?:ساختمان|مجتمع|برج|پاساژ|جنب|روبروی|روبه‌روی|مقابل|پشت|نرسیده به|بعد از|قبل از|بالاتر از|پایین‌تر از|ضلع|استان|شهرستان|شهر)"
                                    + NAMED + "{1,3}"),
                    0,
                    Weight.WEAK),
            new Shape(
                    Folded.pattern(
                            "(?<![\\p{L}\\p{M}\u200c])(?:تهران|مشهد|اصفهان|کرج|شیراز|تبریز|قم|اهواز|کرمانشاه|ارومیه|رشت|زاهدان|همدان|کرمان|یزد|اردبیل|بندرعباس|"
                                    + "اراک|اسلامشهر|زنجان|سنندج|قزوین|خرم‌آباد|گرگان|ساری|بابل|آمل|کاشان|قدس|ملارد|دزفول|سبزوار|نیشابور|بوشهر|بجنورد|بیرجند|ایلام|سمنان|یاسوج|شهرکرد|پردیس|ورامین|"
                                    + "شهریار|گیلان|مازندران|فارس|خوزستان|البرز|خراسان رضوی|آذربایجان شرقی|آذربایجان غربی)(?![\\p{L}\\p{M}\u200c])"),
                    0,
                    Weight.LEADING));

    /** Han characters that hardly stand in the name of a place, but before one. */
    private static final String HAN = "[\\p{IsHan}&&[^的了在到是我你他她它们这那没不有和与及就都也要会能被把给从去往说寄送住于至址为让叫跟我家请问地点发收]]";

    private static final List<Shape> CHINESE = List.of(
            new Shape(Pattern.compile(HAN + "{2,6}?(?:省|自治区|特别行政区|市|自治州|区|县|旗|镇|乡|街道|村)"), 0, Weight.WEAK),
            new Shape(Pattern.compile("(?:" + HAN + "|\\d){1,8}?(?:大街|大道|胡同|路|街|巷|弄|道)(?![上边由人过])"), 0, Weight.WEAK),
            new Shape(Pattern.compile(HAN + "{2,8}?(?:小区|花园|公寓|大厦|家园|新村|苑|广场|写字楼|公馆|府邸)"), 0, Weight.WEAK),
            new Shape(
                    Pattern.compile(
                            "\\d{1,5}(?:-\\d{1,5})? ?(?:号院|号楼|号|弄|栋|幢|座|单元|层|楼|室|户)(?!码)|[一二三四五六七八九十百]{1,4}(?:栋|幢|单元|层|楼|室|号楼)"
                                    + "|[A-Za-z]\\d? ?(?:座|栋|幢)"),
                    0,
                    Weight.WEAK),
            new Shape(
                    Pattern.compile(
                            "(?:北京|上海|天津|重庆|香港|澳门|广州|深圳|杭州|南京|苏州|成都|武汉|西安|长沙|郑州|青岛|宁波|厦门|合肥|济南|沈阳|大连|哈尔滨|长春|昆明|福州|无锡|东莞|佛山)"),
                    0,
                    Weight.LEADING));

    private static final String SUFFIX =
            "(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Square|Sq|Way|Terrace|Ter|Crescent|"
                    + "Close|Highway|Hwy|Parkway|Pkwy|Gardens|Grove|Mews|Circle|Cir|Trail)";
    private static final String UNIT =
            "(?:(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Room|apt|apartment|suite|unit|flat|room)\\.? ?#?|#)\\d{1,5}[A-Za-z]?\\b";
    private static final String TOWN =
            "(?:,? +[A-Z][\\p{L}]+(?: [A-Z][\\p{L}]+){0,2})?,? +[A-Z]{2} +\\d{5}(?:-\\d{4})?";

    private static final List<Pattern> ENGLISH = List.of(
            Pattern.compile("\\b(?:" + UNIT
                    + ",? +)?\\d{1,6}[A-Za-z]?,? +(?:[NSEW]\\.? +)?(?:(?:[A-Z][\\p{L}'.-]*|\\d{1,3}(?:st|nd|rd|th)) +){1,4}"
                    + SUFFIX + "\\b\\.?(?:[, ]+" + UNIT + ")?(?:" + TOWN + ")?"),
            Pattern.compile("\\b(?!(?:The|A|My|Your|This|In|On|At) )(?:[A-Z][\\p{L}'-]+ +){1,3}"
                    + "(?:Street|Road|Avenue|Lane|Boulevard|Terrace|Crescent)\\b(?:[, ]+" + UNIT + ")?(?:" + TOWN
                    + ")?"),
            Pattern.compile(
                    "(?i)\\b\\d{1,6}[a-z]? +(?!(?:days?|hours?|weeks?|months?|years?|minutes?|times?|of|on|in|the|a|by|to|at|and)\\b)"
                            + "(?:[a-z]+ +){1,2}?(?:street|road|avenue|lane|drive|boulevard|court)\\b(?:[, ]+" + UNIT
                            + ")?"),
            Pattern.compile("(?i)\\bP\\.? ?O\\.? ?Box +\\d+"),
            Pattern.compile("\\b" + UNIT));

    /** What follows the word address and a colon is one, up to the end of the line or of the sentence. */
    private static final Pattern NAMED_ADDRESS = Folded.pattern(
            "(?i)(?:نشانی|آدرس|\\baddress|地址|住址|住在)(?: ?(?:من|ما|منزل|خانه|پستی|گیرنده|دقیق|is))? ?(?::|(?<=在) ?) ?([^\\n.!?؟。！？；;]{5,140}?)"
                    + "(?=[\\n.!?؟。！？；;，]|$| ?(?:تلفن|موبایل|شماره|کد ?پستی|电话|手机|phone|tel)\\b)");

    private AddressFinds() {}

    static void in(Spans spans) {
        chains(spans, PERSIAN, "[\\s،,\\-؛/]{0,3}", 1);
        chains(spans, CHINESE, "[\\s,，、\\-]{0,2}", 2);
        ENGLISH.forEach(p -> spans.claim(Kind.ADDRESS, p, 0, 20));
        var named = NAMED_ADDRESS.matcher(spans.text());
        while (named.find()) {
            boolean lives = spans.text().charAt(named.start(1) - 1) == '在';
            if (!lives) {
                spans.claim(Kind.ADDRESS, named.start(1), named.end(1), 19);
            }
        }
    }

    /** Claims parts that stand together. A strong part counts as one by itself; weak ones must be so many. */
    private static void chains(Spans spans, List<Shape> shapes, String gap, int weakNeeded) {
        var text = spans.text();
        var between = Pattern.compile(gap);
        var parts = new ArrayList<Part>();
        for (var shape : shapes) {
            for (var m = shape.pattern().matcher(text); m.find(); ) {
                parts.add(new Part(m.start(shape.group()), m.end(shape.group()), shape.weight()));
            }
        }
        parts.sort(Comparator.comparingInt(Part::start));
        for (int i = 0; i < parts.size(); ) {
            int end = parts.get(i).end();
            int strong = parts.get(i).weight() == Weight.STRONG ? 1 : 0;
            int weak = parts.get(i).weight() == Weight.WEAK ? 1 : 0;
            int next = i + 1;
            while (next < parts.size()
                    && (parts.get(next).start() < end
                            || between.matcher(
                                            text.substring(end, parts.get(next).start()))
                                    .matches())) {
                boolean inside = parts.get(next).end() <= end;
                end = Math.max(end, parts.get(next).end());
                strong += parts.get(next).weight() == Weight.STRONG ? 1 : 0;
                weak += parts.get(next).weight() == Weight.WEAK && !inside ? 1 : 0;
                next++;
            }
            boolean together = weakNeeded == 1 ? strong > 0 || weak >= 2 : weak >= weakNeeded;
            if (together) {
                spans.claim(Kind.ADDRESS, parts.get(i).start(), end, 20);
            }
            i = next;
        }
    }
}
