package org.touchstone.rules.issuing;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing a check found, with the evidence.
 *
 * @param code stable name; the sentence people read is chosen by it
 * @param verdict what it means
 * @param facts what was seen, by name: {@code where} (an address), {@code excerpt} (the words there), {@code expected}, {@code
 *     found} and so on; no personal data
 */
public record Finding(String code, Verdict verdict, Map<String, String> facts) {

    public Finding {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    /** A finding with facts given as name, value, name, value …; empty values are left out. */
    public static Finding of(String code, Verdict verdict, String... facts) {
        var map = new TreeMap<String, String>();
        for (int i = 0; i + 1 < facts.length; i += 2) {
            if (!facts[i + 1].isBlank()) {
                map.put(facts[i], facts[i + 1]);
            }
        }
        return new Finding(code, verdict, map);
    }

    /** A fact; empty where there is none of that name. */
    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }
}
