package org.touchstone.rules.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.touchstone.rules.text.Redaction.Kind;
import org.touchstone.rules.text.Redaction.Spans;

/**
 * Names of people: after a title, after words that introduce a name, and names known from lists. The lists hold common names
 * only; a rare one without a title or an introduction is not found.
 */
final class NameFinds {

    private static final int BY_LIST = 12;
    private static final int BY_TITLE = 13;

    private static final String W = "[\\p{L}\\p{M}\u200c]";
    private static final String PERSIAN_WORD = "[\\p{IsArabic}\\p{M}\u200c]+";
    private static final String NO_WORD_BEFORE = "(?<!" + W + ")";
    private static final String UP_TO_THREE =
            "(" + PERSIAN_WORD + ")(?:\\s(" + PERSIAN_WORD + "))?(?:\\s(" + PERSIAN_WORD + "))?";

    private static final Pattern PERSIAN_TITLE = Folded.pattern(NO_WORD_BEFORE
            + "(?:(?:سرکار|جناب|حاج|سرکار عالی)[ \u200c])?(?:آقای|آقا|خانم|خانوم|بانو|آقایان|خانم‌ها)(?: (?:مهندس|دکتر|استاد|حاج|سید|سیده))? (?:سید |سیده )?"
            + UP_TO_THREE);
    private static final Pattern PERSIAN_WEAK_TITLE = Folded.pattern(NO_WORD_BEFORE
            + "(?:مهندس|دکتر|استاد|حاج|حاجی|سید|سیده|جناب|سرکار|اینجانب|بنده|من|با تشکر|باتشکر|ارادتمند|با احترام|سپاس|مدیر|کارشناس|اپراتور|پشتیبان|پیک|راننده|مأمور|همکارشان|همسرم|"
            + "پسرم|دخترم|برادرم|خواهرم|پدرم|مادرم|دوستم)[\\s،,:.]{1,3}" + UP_TO_THREE);
    private static final Pattern PERSIAN_INTRODUCTION = Folded.pattern(NO_WORD_BEFORE
            + "(?:(?:نام|اسم)(?: و نام خانوادگی| خانوادگی| کامل| کوچک)?(?: ?(?:من|بنده|اینجانب|گیرنده|مشتری|فروشنده|ایشان)(?: هم)?[ :]| ?:)|"
            + "(?:نامم|اسمم|اسمش|نامش|به نام|بنام|به اسم|صاحب حساب|صاحب کارت)[ :]|گیرنده ?:) ?(?:هم )?"
            + UP_TO_THREE);
    private static final Pattern PERSIAN_SPOKEN = Folded.pattern(NO_WORD_BEFORE + "(?:با|به|از) (" + PERSIAN_WORD
            + ") (" + PERSIAN_WORD + ") (?:صحبت|حرف|گفت‌وگو|گفتگو|تماس گرفتم|زنگ زدم|پیام دادم)");
    private static final Pattern PERSIAN_PAIR =
            Pattern.compile(NO_WORD_BEFORE + "(" + PERSIAN_WORD + ")(?=[ \u200c](" + PERSIAN_WORD + "))");
    private static final Pattern PERSIAN_SINGLE = Pattern.compile(NO_WORD_BEFORE + PERSIAN_WORD);

    private static final String CAPITAL = "[A-Z][\\p{L}'’-]*";
    private static final Pattern ENGLISH_TITLE =
            Pattern.compile("\\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|MR|MRS|MS|mr|mrs|ms)\\b\\.? +(" + CAPITAL
                    + "|(?<=(?:mr|mrs|ms)\\.? )[a-z]{2,})(?: +(" + CAPITAL + "))?(?: +(" + CAPITAL + "))?");
    private static final Pattern ENGLISH_INTRODUCTION = Pattern.compile(
            "(?i)\\b(?:my (?:full )?name(?: is|'s|’s|:)|(?:full |first |last )?name ?:|the name of|his name (?:is|was)|her name (?:is|was)|"
                    + "(?:named|attn|c/o|signed|addressed to|in the name of)\\b[ :.]?) *([\\p{L}][\\p{L}'’-]+)(?: +([\\p{L}][\\p{L}'’-]*))?(?: +([\\p{L}][\\p{L}'’-]+))?");
    private static final Pattern ENGLISH_SPOKEN = Pattern.compile(
            "\\b(?:[Ss]poke|[Ss]peak|[Ss]peaking|[Tt]alked|[Tt]alk|[Cc]hatted|[Dd]ealt|[Ee]mailed|[Cc]ontacted|[Cc]alled|[Mm]et|[Rr]epresentative|[Aa]gent|[Ss]upervisor|[Mm]anager|[Dd]river|[Cc]ourier)"
                    + "(?: (?:with|to|by|named|called))? +(" + CAPITAL + ")(?: +(" + CAPITAL + "))?(?: +(" + CAPITAL
                    + "))?");
    private static final Pattern ENGLISH_PAIR = Pattern.compile(
            "\\b(" + CAPITAL + ")(?:(?: +[A-Z]\\.?)?[ \\n]+(" + CAPITAL + "))?(?: +(" + CAPITAL + "))?");

    private static final String SURNAME = "(?:欧阳|上官|司马|诸葛|司徒|慕容|令狐|皇甫|尉迟|公孙|[" + NameLists.CHINESE_SURNAMES + "])";
    private static final String GIVEN = "[" + NameLists.CHINESE_GIVEN + "]";
    private static final Pattern CHINESE_TITLE = Pattern.compile("(" + SURNAME
            + "[\\p{IsHan}&&[^的了在和与跟向对给找]]{0,2}?)(?:先生|女士|小姐|太太|老师|经理|师傅|主管|总监|老板|医生|阿姨|大姐|大哥|同学|主任|店长|律师|客服)");
    private static final Pattern CHINESE_INTRODUCTION =
            Pattern.compile("(?:我叫|我是|本人|名叫|名字叫|名字是|叫做|姓名|联系人|收件人|收货人|寄件人|户名|签收人|客服|经理|快递员|店主|老板|我的名字)[是为叫:： ]{0,2}("
                    + SURNAME + "(?:\\p{IsHan}(?:" + GIVEN + "|(?=[，,。；！!？? \\n]|$)|[\\p{IsHan}&&[^"
                    + NameLists.CHINESE_FUNCTION + "]])|\\p{IsHan}))");
    private static final Pattern CHINESE_NICK = Pattern.compile(
            "(?<![\\p{IsHan}&&[^我和的是叫找给跟向服员理板主]])[小老阿]([" + NameLists.CHINESE_SURNAMES + "])(?![序度块型米麦时子家法石路])");
    private static final Pattern CHINESE_SPOKEN =
            Pattern.compile("(" + SURNAME + "\\p{IsHan}{1,2}?)(?=给我|告诉我|打电话|联系我|回复我|答应我|承诺)");
    private static final Pattern CHINESE_NAME = Pattern.compile("(" + SURNAME + GIVEN + GIVEN + ")");
    private static final Pattern CHINESE_SHORT_NAME =
            Pattern.compile("(?<![\\p{IsHan}])(" + SURNAME + GIVEN + ")(?![\\p{IsHan}])");

    private NameFinds() {}

    static void in(Spans spans) {
        persian(spans);
        english(spans);
        spans.claim(Kind.NAME, CHINESE_INTRODUCTION, 1, BY_TITLE);
        spans.claim(Kind.NAME, CHINESE_TITLE, 1, BY_TITLE);
        spans.claim(Kind.NAME, CHINESE_NICK, 1, BY_TITLE);
        spans.claim(Kind.NAME, CHINESE_SPOKEN, 1, BY_LIST);
        spans.claim(Kind.NAME, CHINESE_NAME, 1, BY_LIST);
        spans.claim(Kind.NAME, CHINESE_SHORT_NAME, 1, BY_LIST);
    }

    private static void persian(Spans spans) {
        for (var title = PERSIAN_TITLE.matcher(spans.text()); title.find(); ) {
            if (!isOther(title.group(1))) {
                claimAfterTitle(spans, title);
            }
        }
        for (var title = PERSIAN_WEAK_TITLE.matcher(spans.text());
                title.find();
                title.region(title.start(1), spans.text().length())) {
            if (isGiven(title.group(1)) || isFamily(title.group(1))) {
                claimAfterTitle(spans, title);
            }
        }
        for (var name = PERSIAN_INTRODUCTION.matcher(spans.text()); name.find(); ) {
            if (!isOther(name.group(1))) {
                int end = name.end(1);
                if (name.group(2) != null && !isOther(name.group(2))) {
                    end = name.end(2);
                    if (name.group(3) != null
                            && !isOther(name.group(3))
                            && (isGiven(name.group(2)) || looksFamily(name.group(3)))) {
                        end = name.end(3);
                    }
                }
                spans.claim(Kind.NAME, name.start(1), end, BY_TITLE);
            }
        }
        for (var spoken = PERSIAN_SPOKEN.matcher(spans.text()); spoken.find(); ) {
            if (!isOther(spoken.group(1)) && !isOther(spoken.group(2))) {
                spans.claim(Kind.NAME, spoken.start(1), spoken.end(2), BY_LIST);
            }
        }
        for (var pair = PERSIAN_PAIR.matcher(spans.text()); pair.find(); ) {
            if (isGiven(pair.group(1))
                    && !isOther(pair.group(2))
                    && (looksFamily(pair.group(2)) || isFamily(pair.group(2)))) {
                spans.claim(Kind.NAME, pair.start(1), pair.end(2), BY_LIST);
            }
        }
        for (var single = PERSIAN_SINGLE.matcher(spans.text()); single.find(); ) {
            var word = plain(single.group());
            if (NameLists.PERSIAN_SURE.contains(word)
                    || (NameLists.PERSIAN_FAMILY.contains(word) && !NameLists.PERSIAN_FAMILY_OR_WORD.contains(word))) {
                spans.claim(Kind.NAME, single.start(), single.end(), BY_LIST);
            }
        }
    }

    /** A title's word is a name; the words behind it are too as long as they look like one. */
    private static void claimAfterTitle(Spans spans, Matcher title) {
        var first = title.group(1);
        var second = title.group(2);
        var third = title.group(3);
        int end = title.end(1);
        boolean two = !isFamily(first) && !strongFamily(first);
        if (second != null && !isOther(second) && (two || isFamily(second) || strongFamily(second))) {
            end = title.end(2);
            boolean family = third != null && (isFamily(third) || strongFamily(third));
            boolean doubleName = third != null && isGiven(second) && looksFamily(third);
            if (third != null && !isOther(third) && (family || doubleName)) {
                end = title.end(3);
            }
        }
        spans.claim(Kind.NAME, title.start(1), end, BY_TITLE);
    }

    private static void english(Spans spans) {
        for (var title = ENGLISH_TITLE.matcher(spans.text()); title.find(); ) {
            int end = title.end(1);
            for (int group = 2; group <= 3; group++) {
                if (title.group(group) != null && !isEnglishOther(title.group(group))) {
                    end = title.end(group);
                }
            }
            spans.claim(Kind.NAME, title.start(1), end, BY_TITLE);
        }
        for (var spoken = ENGLISH_SPOKEN.matcher(spans.text()); spoken.find(); ) {
            int end = -1;
            for (int group = 1;
                    group <= 3 && spoken.group(group) != null && !isEnglishOther(spoken.group(group));
                    group++) {
                end = spoken.end(group);
            }
            if (end > 0) {
                spans.claim(Kind.NAME, spoken.start(1), end, BY_TITLE);
            }
        }
        for (var name = ENGLISH_INTRODUCTION.matcher(spans.text()); name.find(); ) {
            int end = -1;
            for (int group = 1;
                    group <= 3 && name.group(group) != null && !isEnglishOther(name.group(group));
                    group++) {
                end = name.end(group);
            }
            if (end > 0) {
                spans.claim(Kind.NAME, name.start(1), end, BY_TITLE);
            }
        }
        var capital = ENGLISH_PAIR.matcher(spans.text());
        for (int from = 0; capital.find(from); ) {
            from = capital.end(1);
            var first = capital.group(1).replaceFirst("['’]s$", "");
            var key = first.toLowerCase(Locale.ROOT);
            boolean sure = NameLists.ENGLISH_SURE.contains(key);
            if (!sure && !NameLists.ENGLISH_GIVEN.contains(key)) {
                continue;
            }
            int end = capital.start(1) + first.length();
            boolean followed = false;
            for (int group = 2; group <= 3; group++) {
                if (capital.group(group) != null && !isEnglishOther(capital.group(group)) && (group == 2 || followed)) {
                    end = capital.end(group);
                    followed = true;
                }
            }
            if (sure || followed) {
                spans.claim(Kind.NAME, capital.start(1), end, BY_LIST);
                from = Math.max(from, end);
            }
        }
    }

    private static boolean isEnglishOther(String word) {
        return NameLists.ENGLISH_OTHER.contains(word.toLowerCase(Locale.ROOT).replaceFirst("['’.]+s?$", ""));
    }

    private static String plain(String word) {
        return word.replace(String.valueOf(Folded.JOINER), "");
    }

    private static boolean isOther(String word) {
        var plain = plain(word);
        return plain.length() < 2
                || NameLists.PERSIAN_OTHER.contains(plain)
                || word.startsWith("می\u200c")
                || word.startsWith("نمی\u200c")
                || plain.endsWith("ها")
                || plain.endsWith("های");
    }

    private static boolean isGiven(String word) {
        return contains(NameLists.PERSIAN_GIVEN, word) || contains(NameLists.PERSIAN_SURE, word);
    }

    private static boolean isFamily(String word) {
        return contains(NameLists.PERSIAN_FAMILY, word);
    }

    private static boolean contains(Set<String> list, String word) {
        return list.contains(plain(word));
    }

    private static boolean strongFamily(String word) {
        return plain(word).matches(".{2,}(?:زاده|پور|نژاد|نیا|وند|یان|منش|خواه|ابادی|فر|مند|پناه|نیک|دوست)");
    }

    private static boolean looksFamily(String word) {
        return strongFamily(word) || isFamily(word) || plain(word).matches(".{3,}ی");
    }
}
