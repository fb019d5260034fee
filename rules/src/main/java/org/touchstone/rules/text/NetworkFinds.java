package org.touchstone.rules.text;

import java.util.regex.Pattern;
import org.touchstone.rules.text.Redaction.Kind;
import org.touchstone.rules.text.Redaction.Spans;

/** Where people are on the net: links, e-mail addresses, names on messengers. */
final class NetworkFinds {

    private static final Pattern LINK = Folded.pattern("(?i)(?:https?://|www\\.)[^\\s<>«»“”\"]*[\\p{L}\\p{N}/]"
            + "|(?<![\\p{L}\\p{N}@.])(?:t\\.me|wa\\.me|instagram\\.com|facebook\\.com|fb\\.com|linkedin\\.com|x\\.com|"
            + "twitter\\.com|youtube\\.com|eitaa\\.com|rubika\\.ir|ble\\.ir|goo\\.gl|bit\\.ly|weibo\\.com)/[^\\s<>«»]+"
            + "|(?<![\\p{L}\\p{N}@.])(?:[a-z0-9-]{1,63}\\.){1,6}[a-z]{2,20}/[^\\s<>«»]*[\\p{L}\\p{N}/]");

    private static final String HOST = " ?@ ?[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+){1,8}";
    private static final Pattern EMAIL = Folded.pattern("[A-Za-z0-9._%+-]{1,64}" + HOST);
    private static final Pattern EMAIL_OF_ANY_SCRIPT =
            Folded.pattern("[\\p{L}\\p{M}\\p{N}._%+-]{0,63}[\\p{L}\\p{M}&&[^A-Za-z]]" + HOST);

    private static final Pattern SPELT_EMAIL = Folded.pattern(
            "(?i)[a-z0-9._-]{1,64} ?[\\[({]? ?\\b(?:at|اَت|ات)\\b ?[\\])}]? ?(?:gmail|yahoo|hotmail|outlook|[a-z0-9-]+) ?"
                    + "[\\[({]? ?(?:\\.|\\bdot\\b|دات) ?[\\])}]? ?(?:com|org|net|ir|cn)\\b");

    private static final Pattern HANDLE = Folded.pattern("(?<![\\p{L}\\p{N}._%+-])@[A-Za-z0-9_][A-Za-z0-9_.]{2,}");

    /** After the name of a messenger or a word for one's name there. */
    private static final Pattern NAMED_HANDLE = Folded.pattern(
            "(?i)(?<![a-z])(?:telegram|whats ?app|instagram|insta|skype|wechat|weixin|qq|line id|user ?name|تلگرام|اینستاگرام|اینستا|واتساپ|واتس‌اپ|"
                    + "ایتا|روبیکا|آیدی|ایدی|یوزرنیم|نام کاربری|微信号|微信|QQ号|旺旺|用户名|抖音号)"
                    + " ?(?:\\bid|号|من|ام|م|is|是|هست)? ?[:=]? ?([A-Za-z][A-Za-z0-9_.-]{3,}|(?<=[:=号QqＱ是信 ])\\d{5,12})");

    private NetworkFinds() {}

    static void in(Spans spans) {
        spans.claim(Kind.HANDLE, NAMED_HANDLE, 1, 50);
        spans.claim(Kind.HANDLE, HANDLE, 0, 51);
        spans.claim(Kind.LINK, LINK, 0, 60);
        spans.claim(Kind.EMAIL, SPELT_EMAIL, 0, 61);
        spans.claim(Kind.EMAIL, EMAIL_OF_ANY_SCRIPT, 0, 62);
        spans.claim(Kind.EMAIL, EMAIL, 0, 62);
    }
}
