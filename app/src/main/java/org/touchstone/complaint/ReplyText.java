package org.touchstone.complaint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What somebody wrote in reply to a mail: without what they quoted and without their signature. */
final class ReplyText {

    /** How mail programs introduce the mail that is quoted, in the languages of our readers. */
    private static final Pattern QUOTE_BEGINS = Pattern.compile("(?iu)^\\s*(?:"
            + "on\\b.{4,300}\\bwrote\\s*:"
            + "|.{0,300}(?:نوشت|نوشته است|نوشته‌است)\\s*[:：]"
            + "|(?:在|于)?.{4,300}(?:写道|寫道)\\s*[:：]"
            + "|-{2,}\\s*(?:original message|forwarded message|پیام اصلی|原始邮件|原始郵件)\\s*-{2,}"
            + "|_{10,}"
            + "|(?:from|از|فرستنده|发件人|寄件者)\\s*[:：].*@.*"
            + ")\\s*$");

    private static final Pattern SIGNATURE = Pattern.compile(
            "(?iu)^\\s*(?:--\\s?|sent from my .{1,60}|get outlook for .{1,60}|ارسال شده از .{1,60}|发自我的.{1,60})$");

    private ReplyText() {}

    /** The new words of a mail; those beneath the quotation where there are none above it. */
    static String of(String mail) {
        var lines = joined(mail.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1));
        var above = new ArrayList<String>();
        int i = 0;
        while (i < lines.size()
                && !isQuoted(lines.get(i))
                && !SIGNATURE.matcher(lines.get(i)).matches()) {
            above.add(lines.get(i++));
        }
        var text = String.join("\n", above).strip();
        return text.isEmpty() ? beneath(lines) : text;
    }

    private static String beneath(List<String> lines) {
        var words = new ArrayList<String>();
        for (var line : lines) {
            if (SIGNATURE.matcher(line).matches()) {
                break;
            }
            if (!isQuoted(line)) {
                words.add(line);
            }
        }
        return String.join("\n", words).strip();
    }

    private static boolean isQuoted(String line) {
        return line.startsWith(">") || QUOTE_BEGINS.matcher(line).matches();
    }

    /** Some programs break the introduction of a quotation over two lines. */
    private static List<String> joined(String[] lines) {
        var joined = new ArrayList<String>();
        for (int i = 0; i < lines.length; i++) {
            boolean broken = i + 1 < lines.length
                    && lines[i].matches("(?iu)^\\s*(?:on\\b|در |在|于).*")
                    && !QUOTE_BEGINS.matcher(lines[i]).matches()
                    && lines[i + 1].matches("(?iu).*(?:wrote|نوشت|写道)\\s*[:：]\\s*");
            joined.add(broken ? lines[i] + " " + lines[++i] : lines[i]);
        }
        return joined;
    }
}
