package org.touchstone.registry;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What makes one host look like another, the most deceptive first. Letters are compared as eyes see them: confusables of all
 * scripts (UTS 39), Arabic letters beside Persian ones, digits beside letters, hyphens and joiners left out.
 */
public enum Likeness {
    /** Written otherwise, it looks the same. */
    SAME_LOOK,
    /** The whole address stands inside: {@code shop.example.elsewhere.net}. */
    ADDRESS_INSIDE,
    /** The same name with another ending: {@code shop.net} for {@code shop.com}. */
    OTHER_ENDING,
    /** One letter is missing, added, changed or swapped. */
    ONE_LETTER,
    /** The name is a part of it: {@code shop-sale.net}. */
    NAME_INSIDE,
    /** Two letters differ in a long name. */
    TWO_LETTERS;

    private static final SpoofChecker SPOOF = new SpoofChecker.Builder().build();
    private static final Normalizer2 WIDTHS = Normalizer2.getNFKCInstance();

    /** Endings of two parts under which names are given: {@code co.ir}. */
    private static final Set<String> SECOND_LEVEL =
            Set.of("ac", "co", "com", "edu", "gov", "id", "net", "org", "sch", "or", "ne");

    private static final Map<String, String> ALIKE = Map.ofEntries(
            Map.entry("ي", "ی"),
            Map.entry("ى", "ی"),
            Map.entry("ئ", "ی"),
            Map.entry("ك", "ک"),
            Map.entry("ة", "ه"),
            Map.entry("ۀ", "ه"),
            Map.entry("أ", "ا"),
            Map.entry("إ", "ا"),
            Map.entry("آ", "ا"),
            Map.entry("ؤ", "و"));

    /** What hands write for each other; both directions. */
    private static final String[][] PAIRS = {
        {"0", "o"},
        {"1", "l"},
        {"1", "i"},
        {"l", "i"},
        {"3", "e"},
        {"5", "s"},
        {"8", "b"},
        {"rn", "m"},
        {"vv", "w"},
        {"ي", "ی"},
        {"ك", "ک"},
        {"ة", "ه"},
        {"ى", "ی"},
        {"آ", "ا"},
        {"-", ""},
        {"\u200c", ""}
    };

    private static final String PERSIAN = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی";
    private static final int SHORTEST_WORD = 5;

    /** What makes a host look like a marked one; nothing where neither eye nor hand would confuse them. */
    public static Optional<Likeness> between(Host asked, Host marked) {
        if (isWithin(asked, marked) || isWithin(marked, asked) || asked.equals(marked)) {
            return Optional.empty();
        }
        var one = Name.of(asked);
        var other = Name.of(marked);
        if (one.look().equals(other.look())) {
            boolean sameEnding = one.ending().equals(other.ending());
            return Optional.of(sameEnding || !one.label().equals(other.label()) ? SAME_LOOK : OTHER_ENDING);
        }
        if (("." + asked.readable()).contains("." + marked.readable() + ".")
                || Arrays.asList(asked.readable().split("\\."))
                        .contains(marked.readable().replace('.', '-'))) {
            return Optional.of(ADDRESS_INSIDE);
        }
        int length = Math.min(one.look().length(), other.look().length());
        int apart = length < 4 ? 9 : distance(one.look(), other.look());
        if (apart == 1) {
            return Optional.of(ONE_LETTER);
        }
        if (other.look().length() >= SHORTEST_WORD && inside(asked, one, other)) {
            return Optional.of(NAME_INSIDE);
        }
        return apart == 2 && length >= 8 ? Optional.of(TWO_LETTERS) : Optional.empty();
    }

    /** Whether a host lies below another: {@code m.shop.example} below {@code shop.example}. */
    public static boolean isWithin(Host lower, Host upper) {
        return lower.name().endsWith("." + upper.name());
    }

    private static boolean inside(Host asked, Name one, Name other) {
        return words(asked).stream().map(Likeness::look).anyMatch(other.look()::equals)
                || (one.look().length() > other.look().length()
                        && other.look().length() > SHORTEST_WORD
                        && one.look().contains(other.look()));
    }

    private static List<String> words(Host host) {
        var labels = host.readable();
        return List.of(labels.substring(0, labels.lastIndexOf('.')).split("[.-]"));
    }

    /**
     * A host taken apart.
     *
     * @param label the part its owner chose
     * @param ending what stands behind it
     * @param look the label as eyes see it
     */
    private record Name(String label, String ending, String look) {

        static Name of(Host host) {
            var labels = host.readable().split("\\.");
            int ending = labels.length > 2 && SECOND_LEVEL.contains(labels[labels.length - 2]) ? 2 : 1;
            var label = labels[labels.length - ending - 1];
            var rest = String.join(".", Arrays.copyOfRange(labels, labels.length - ending, labels.length));
            return new Name(label, rest, Likeness.look(label));
        }
    }

    /** A label as eyes see it. */
    private static String look(String label) {
        var plain = WIDTHS.normalize(SPOOF.getSkeleton(persian(label))).toLowerCase(Locale.ROOT);
        return plain.replaceAll("[-\\u200c\\u200d\\p{Mn}]", "")
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('i', 'l')
                .replace('|', 'l')
                .replace('3', 'e')
                .replace('5', 's')
                .replace('8', 'b')
                .replace("rn", "m")
                .replace("vv", "w");
    }

    private static String persian(String label) {
        var same = label;
        for (var entry : ALIKE.entrySet()) {
            same = same.replace(entry.getKey(), entry.getValue());
        }
        return same;
    }

    /** How many letters to add, drop, change or swap with the next (optimal string alignment). */
    private static int distance(String one, String other) {
        var before = new int[0];
        var last = new int[other.length() + 1];
        Arrays.setAll(last, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            var row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[other.length()];
    }

    /** Other ways to write a host, as they would stand in the register: what letters and hands may do to it. */
    static Collection<Host> spellings(Host host) {
        var name = Name.of(host);
        var readable = host.readable();
        var before = readable.substring(
                0, readable.length() - name.label().length() - 1 - name.ending().length());
        var labels = new LinkedHashSet<String>();
        labels.add(persian(name.label()));
        labels.add(persian(name.label()).replace("\u200c", ""));
        labels.add(name.label().replace("-", ""));
        for (var pair : PAIRS) {
            swap(labels, name.label(), pair[0], pair[1]);
            if (!pair[1].isEmpty()) {
                swap(labels, name.label(), pair[1], pair[0]);
            }
        }
        if (!name.label().chars().allMatch(c -> c < 128)) {
            oneLetterOff(labels, persian(name.label()));
        }
        var hosts = new LinkedHashSet<Host>();
        labels.stream()
                .filter(Predicate.not(String::isEmpty))
                .flatMap(label -> Host.in(before + label + "." + name.ending()).stream())
                .forEach(hosts::add);
        // An address inside another: everything but what stands behind it.
        for (int dot = host.name().lastIndexOf('.'); dot > 0; dot = host.name().lastIndexOf('.', dot - 1)) {
            Host.in(host.name().substring(0, dot)).ifPresent(hosts::add);
        }
        hosts.remove(host);
        return hosts;
    }

    /** Every place changed alone, and all together. */
    private static void swap(Set<String> labels, String label, String from, String to) {
        for (int at = label.indexOf(from); at >= 0; at = label.indexOf(from, at + 1)) {
            labels.add(label.substring(0, at) + to + label.substring(at + from.length()));
        }
        labels.add(label.replace(from, to));
    }

    /** In scripts whose punycode tells little about likeness, the neighbours are written out. */
    private static void oneLetterOff(Set<String> labels, String label) {
        for (int i = 0; i < label.length() && label.length() <= 30; i++) {
            labels.add(label.substring(0, i) + label.substring(i + 1));
            if (i > 0) {
                labels.add(label.substring(0, i - 1) + label.charAt(i) + label.charAt(i - 1) + label.substring(i + 1));
            }
            for (int at = 0; at < PERSIAN.length(); at++) {
                char letter = PERSIAN.charAt(at);
                labels.add(label.substring(0, i) + letter + label.substring(i + 1));
                labels.add(label.substring(0, i) + letter + label.substring(i));
            }
        }
    }

    /** How marked names may begin that a host contains, as they stand in the register. */
    static Collection<String> beginnings(Host host) {
        var found = new LinkedHashSet<String>();
        var name = Name.of(host);
        var parts = new ArrayList<>(words(host));
        parts.add(name.label());
        parts.add(SPOOF.getSkeleton(name.label()).toLowerCase(Locale.ROOT));
        parts.add(name.look());
        for (var part : parts) {
            if (part.length() >= 3) {
                Host.in(part + ".example").ifPresent(h -> found.add(h.name().replaceFirst("\\.example$", "")));
            }
        }
        return found;
    }
}
