package org.touchstone.rules.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * How much is found of what was put into generated narratives, and how much is found where nothing was put. The names come from
 * lists of the test's own, half of them in no list of the rules. The figures stand in docs/redaction.md.
 */
class RedactionMeasuredTest {

    private static final long SEED = 20_261_122;
    private static final int NARRATIVES = 3000;

    private static final Map<String, List<String>> SENTENCES = Map.of(
            "fa",
            List.of(
                    "{NAME_TITLE}",
                    "{NAME_INTRODUCED}",
                    "{NAME_ALONE} دیروز بسته را آورد.",
                    "با {NAME_BARE} صحبت کردم ولی فایده نداشت.",
                    "شماره من {PHONE} است و کسی زنگ نزد.",
                    "لطفاً با {PHONE} هماهنگ کنید.",
                    "پول را از کارت {CARD} دادم.",
                    "شبای من {ACCOUNT} است.",
                    "کد ملی من {IDENTITY} است.",
                    "نشانی من {ADDRESS} است.",
                    "بسته را به {ADDRESS} نبردند.",
                    "کد پستی {POSTCODE} را هم دادم.",
                    "به {EMAIL} ایمیل زدم.",
                    "شماره سفارش {NUMBER} بود."),
            "zh",
            List.of(
                    "{NAME_TITLE}",
                    "{NAME_INTRODUCED}",
                    "包裹是{NAME_ALONE}签收的。",
                    "后来{NAME_BARE}给我打了电话。",
                    "我的手机是{PHONE}。",
                    "请打{PHONE}联系我。",
                    "我用卡号{CARD}付的款。",
                    "退款请打到账号{ACCOUNT}。",
                    "身份证号{IDENTITY}。",
                    "我住在{ADDRESS}。",
                    "收货地址是{ADDRESS}，一直没收到。",
                    "邮编{POSTCODE}。",
                    "邮箱是{EMAIL}。",
                    "订单号{NUMBER}。"),
            "en",
            List.of(
                    "{NAME_TITLE}",
                    "{NAME_INTRODUCED}",
                    "It was {NAME_ALONE} who took it.",
                    "I then spoke with {NAME_BARE} about it.",
                    "My number is {PHONE} and nobody called.",
                    "Ring {PHONE} please.",
                    "I paid with card {CARD}.",
                    "Refund it to account {ACCOUNT}.",
                    "My passport number is {IDENTITY}.",
                    "I live at {ADDRESS}.",
                    "It should go to {ADDRESS}, not elsewhere.",
                    "The postcode is {POSTCODE}.",
                    "Write to {EMAIL}.",
                    "Order number {NUMBER}."));

    private static final Map<String, List<String>> GIVEN = Map.of(
            "fa",
            List.of("سارا", "علی", "محمد", "رضا", "مریم", "بهروز", "آوین", "رادین", "هلیا", "ساتیار", "آیلین", "کیاشا"),
            "zh",
            List.of("小明", "佳琪", "建国", "丽娟", "浩然", "若彤", "翊", "韫之", "沐阳", "予安", "砚秋", "知行"),
            "en",
            List.of(
                    "Alice",
                    "Peter",
                    "Sarah",
                    "Daniel",
                    "Maria",
                    "Kevin",
                    "Zuri",
                    "Oisin",
                    "Thandiwe",
                    "Bjorn",
                    "Saoirse",
                    "Ximena"));
    private static final Map<String, List<String>> FAMILY = Map.of(
            "fa",
            List.of(
                    "احمدی",
                    "کریمی",
                    "رضایی",
                    "نیک‌پور",
                    "حسن‌زاده",
                    "مرادی",
                    "چاوشی",
                    "کوه‌پیما",
                    "سرافراز",
                    "برازجانی",
                    "دولتشاهی",
                    "پارسا"),
            "zh",
            List.of("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "欧阳", "谢", "郑"),
            "en",
            List.of(
                    "Barlow",
                    "Goodwin",
                    "Smith",
                    "Jones",
                    "Quinn",
                    "Lopez",
                    "Okafor",
                    "Nguyen",
                    "Kowalski",
                    "Ferreira",
                    "Haddad",
                    "O'Neil"));

    private record Placed(String kind, int start, int end) {}

    private static final class Count {
        private int placed;
        private int found;
    }

    @Test
    void what_was_put_in_is_found() {
        var random = new Random(SEED);
        var counts = new TreeMap<String, Count>();
        var missed = new TreeMap<String, String>();
        for (int i = 0; i < NARRATIVES; i++) {
            var language = List.of("fa", "zh", "en").get(i % 3);
            var text = new StringBuilder();
            var placed = new ArrayList<Placed>();
            for (int sentence = 0; sentence < 4; sentence++) {
                write(one(random, of(SENTENCES, language)), language, random, text, placed);
            }
            var hidden = new boolean[text.length()];
            for (var find : Redaction.of(text.toString(), List.of()).finds()) {
                Arrays.fill(hidden, find.start(), find.end(), true);
            }
            for (var one : placed) {
                var count = counts.computeIfAbsent(one.kind() + " " + language, k -> new Count());
                count.placed++;
                boolean whole = true;
                for (int at = one.start(); at < one.end(); at++) {
                    whole &= hidden[at] || !Character.isLetterOrDigit(text.charAt(at));
                }
                if (whole) {
                    count.found++;
                } else {
                    missed.put(
                            one.kind() + " " + language,
                            "“%s” in “%s”"
                                    .formatted(
                                            text.substring(one.start(), one.end()),
                                            Redaction.of(text.toString(), List.of())
                                                    .text()));
                }
            }
        }
        counts.forEach((kind, count) -> System.out.printf(
                "%-20s %5d of %5d  %.1f %%%n", kind, count.found, count.placed, 100.0 * count.found / count.placed));
        missed.forEach((kind, example) -> System.out.println(kind + ": " + example));
        counts.forEach((kind, count) -> assertThat((double) count.found / count.placed)
                .as("%s, such as %s", kind, missed.get(kind))
                .isGreaterThanOrEqualTo(least(kind)));
    }

    /** A name with nothing around it that says so is known from lists only; everything else has a form of its own. */
    private static double least(String kind) {
        if (kind.startsWith("NAME_ALONE")) {
            return 0.35;
        }
        return kind.startsWith("ADDRESS") || kind.startsWith("NAME") ? 0.95 : 0.99;
    }

    private static void write(
            String template, String language, Random random, StringBuilder text, List<Placed> placed) {
        var sentence = template;
        if (template.equals("{NAME_TITLE}")) {
            sentence = one(
                    random,
                    switch (language) {
                        case "fa" ->
                            List.of(
                                    "آقای {NAME_TITLE} گفت صبر کنید.",
                                    "سرکار خانم {NAME_TITLE} جواب نداد.",
                                    "جناب آقای {NAME_TITLE} از فروشگاه تماس گرفت.");
                        case "zh" -> List.of("{NAME_TITLE}先生不理我。", "我找{NAME_TITLE}女士投诉。", "{NAME_TITLE}经理让我等。");
                        default ->
                            List.of(
                                    "Mr {NAME_TITLE} hung up.",
                                    "Mrs. {NAME_TITLE} promised it.",
                                    "Dr. {NAME_TITLE} signed.");
                    });
        } else if (template.equals("{NAME_INTRODUCED}")) {
            sentence = one(
                    random,
                    switch (language) {
                        case "fa" ->
                            List.of(
                                    "نام من {NAME_INTRODUCED} است.",
                                    "اسم من {NAME_INTRODUCED} است.",
                                    "به نام {NAME_INTRODUCED} ثبت شد.");
                        case "zh" ->
                            List.of("我叫{NAME_INTRODUCED}，等了很久。", "收件人：{NAME_INTRODUCED}。", "我是{NAME_INTRODUCED}，请处理。");
                        default ->
                            List.of(
                                    "My name is {NAME_INTRODUCED}.",
                                    "It was sent in the name of {NAME_INTRODUCED}.",
                                    "Name: {NAME_INTRODUCED}.");
                    });
        }
        int open = sentence.indexOf('{');
        int close = sentence.indexOf('}');
        var kind = sentence.substring(open + 1, close);
        text.append(sentence, 0, open);
        int start = text.length();
        text.append(value(kind, language, random));
        placed.add(new Placed(kind, start, text.length()));
        text.append(sentence, close + 1, sentence.length()).append(language.equals("zh") ? "" : " ");
    }

    private static <T> T one(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static List<String> of(Map<String, List<String>> languages, String language) {
        return Objects.requireNonNull(languages.get(language));
    }

    private static String value(String kind, String language, Random random) {
        boolean persian = language.equals("fa");
        var latin = switch (kind) {
            case "PHONE" ->
                switch (language) {
                    case "fa" ->
                        one(
                                random,
                                List.of(
                                        "09## ### ####",
                                        "09#########",
                                        "+98 9## ### ## ##",
                                        "021-########",
                                        "(0912) ###-####"));
                    case "zh" ->
                        one(random, List.of("138########", "+86 159 #### ####", "010-6#######", "186-####-####"));
                    default ->
                        one(random, List.of("(415) 555-####", "+44 20 7946 ####", "212-555-####", "0161 496 ####"));
                };
            case "CARD" ->
                one(
                        random,
                        List.of(
                                "6037 #### #### ####",
                                "6219-####-####-####",
                                "5022############",
                                "6222 #### #### #### ###"));
            case "ACCOUNT" ->
                persian
                        ? one(random, List.of("IR## #### #### #### #### #### ##", "IR########################"))
                        : one(random, List.of("##########", "#### #### ####", "###-######-#"));
            case "IDENTITY" ->
                switch (language) {
                    case "fa" -> one(random, List.of("##########", "###-######-#"));
                    case "zh" -> "110105198" + digits("####", random) + "5" + digits("###", random) + "X";
                    default -> "K#######";
                };
            case "POSTCODE" ->
                persian
                        ? one(random, List.of("1########7", "14356-#####"))
                        : language.equals("zh") ? "1#####" : one(random, List.of("SW1A 1AA", "M1 4BT", "94107-####"));
            case "EMAIL" ->
                "user" + random.nextInt(99) + one(random, List.of("@mail.example", ".x@shop.ir", "_y@例子.cn"));
            case "NUMBER" -> one(random, List.of("######", "DKC-########", "###-#######-######", "2#### ####"));
            case "ADDRESS" -> address(language, random);
            default -> name(language, random);
        };
        var filled = digits(latin, random);
        return persian && !kind.equals("EMAIL") && random.nextInt(3) > 0 ? persianDigits(filled) : filled;
    }

    private static String name(String language, Random random) {
        var given = one(random, of(GIVEN, language));
        var family = one(random, of(FAMILY, language));
        return language.equals("zh") ? family + given : given + " " + family;
    }

    private static String address(String language, Random random) {
        return switch (language) {
            case "fa" ->
                one(random, List.of("تهران، ", "شیراز، ", ""))
                        + one(random, List.of("خیابان ", "بلوار ", "میدان "))
                        + one(random, List.of("آزادی", "ولیعصر", "شهید بهشتی", "گلستان"))
                        + one(random, List.of("، کوچه ", " کوچهٔ "))
                        + one(random, List.of("لاله", "۵", "شهید رضوانی"))
                        + "، پلاک " + random.nextInt(1, 400)
                        + one(random, List.of("", "، واحد " + random.nextInt(1, 30), " طبقه دوم"));
            case "zh" ->
                one(random, List.of("北京市朝阳区", "上海市浦东新区", "浙江省杭州市西湖区", "成都市武侯区"))
                        + one(random, List.of("建国路", "世纪大道", "文三路", "人民南路"))
                        + random.nextInt(1, 900) + "号"
                        + one(random, List.of("", "3号楼502室", "阳光花园8栋2单元1101室"));
            default ->
                random.nextInt(1, 3000)
                        + one(
                                random,
                                List.of(" Baker Street", " N. Main St", " Old Mill Lane", " 5th Avenue", " Kings Road"))
                        + one(random, List.of("", ", Apt 4B", ", Flat 12"));
        };
    }

    private static String digits(String pattern, Random random) {
        var filled = new StringBuilder();
        pattern.chars().forEach(c -> filled.append(c == '#' ? (char) ('0' + random.nextInt(10)) : (char) c));
        return filled.toString();
    }

    private static String persianDigits(String text) {
        var persian = new StringBuilder();
        text.chars().forEach(c -> persian.append(c >= '0' && c <= '9' ? (char) (c - '0' + '۰') : (char) c));
        return persian.toString();
    }

    /** Texts without a person in them: the platform's own sentences in three languages, and a catalogue where it is present. */
    @Test
    void little_is_found_where_there_is_nothing() throws IOException {
        var rates = new TreeMap<String, Double>();
        for (var language : List.of("fa", "zh", "en")) {
            var own = Path.of("../app/src/main/resources/messages_" + language + ".properties");
            var lines = Files.readAllLines(own).stream()
                    .filter(line -> line.contains(" = "))
                    .map(line -> line.substring(line.indexOf(" = ") + 3))
                    .toList();
            rates.put("own sentences " + language, rate(lines));
        }
        var catalogue = Path.of("../../shared/data/catalogue/platform-stars.yaml");
        if (Files.exists(catalogue)) {
            rates.put(
                    "catalogue zh en",
                    rate(Files.readAllLines(catalogue).stream()
                            .filter(line -> line.matches(".*_(?:zh|en): .*"))
                            .map(line -> line.substring(line.indexOf(": ") + 2))
                            .toList()));
        } else {
            System.out.println("skipped: data not present (catalogue)");
        }
        System.out.println("skipped: data not present (scrubbed narratives)");
        rates.forEach((what, rate) -> System.out.printf("%-20s %.2f finds in 1,000 words%n", what, rate));
        rates.forEach((what, rate) -> assertThat(rate).as(what).isLessThan(6.0));
    }

    /** Finds in a thousand words; two Han characters are taken for a word. */
    private static double rate(List<String> lines) {
        long words = 0;
        long finds = 0;
        for (var line : lines) {
            long han = line.codePoints()
                    .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                    .count();
            words += line.split("[\\s\\p{IsHan}]+").length + han / 2;
            var redaction = Redaction.of(line, List.of());
            finds += redaction.finds().size();
        }
        return 1000.0 * finds / words;
    }
}
