package org.touchstone.rules.text;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A firm's name reduced to what tells firms apart: without punctuation, legal form and the words that every firm carries. Equal
 * keys mean plainly one firm under several spellings.
 */
public final class FirmName {

    private static final Set<String> FORMS = Set.of(
            "inc",
            "incorporated",
            "llc",
            "lc",
            "ltd",
            "limited",
            "corp",
            "corporation",
            "co",
            "company",
            "companies",
            "lp",
            "llp",
            "pllc",
            "plc",
            "pc",
            "pa",
            "na",
            "n",
            "a",
            "sa",
            "fsb",
            "ssb",
            "the",
            "and",
            "holding",
            "holdings",
            "group",
            "شرکت",
            "سهامی",
            "خاص",
            "عام",
            "مسئولیت",
            "محدود",
            "با",
            "گروه");

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private FirmName() {}

    /** The key of a name; the bare name where nothing else would be left. */
    public static String key(String name) {
        return keyOfFolded(PlainText.searchKey(name));
    }

    /** The key of a name whose search key is known already. */
    public static String keyOfFolded(String name) {
        var folded = name.replace(".", "").replace("'", "");
        var words = List.of(BETWEEN.split(folded));
        var telling =
                words.stream().filter(w -> !w.isEmpty() && !FORMS.contains(w)).collect(Collectors.joining(" "));
        var without = Arrays.stream(new String[] {"有限责任公司", "股份有限公司", "有限公司", "集团"})
                .reduce(telling, (left, form) -> left.replace(form, ""));
        return without.isBlank() ? String.join(" ", words).strip() : without.strip();
    }
}
