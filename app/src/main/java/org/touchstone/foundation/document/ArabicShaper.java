package org.touchstone.foundation.document;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.DecompositionType;
import com.ibm.icu.lang.UCharacter.JoiningType;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Joins Arabic and Persian letters for a renderer that draws one glyph for each character: every letter becomes the presentation
 * form its neighbours ask for. The forms and the joining behaviour come from the Unicode data, so that پ چ ژ گ ک ی join like the
 * letters of Arabic; ICU's own shaping leaves them standing alone.
 */
final class ArabicShaper {

    /** Of one letter or ligature: isolated, final, initial, medial; 0 where Unicode has no such form. */
    private static final Map<String, int[]> FORMS = new HashMap<>();

    private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKCInstance();

    /** Letters that are typed as letter and mark but have forms only as one character. */
    private static final Map<String, String> COMPOSED =
            Map.of("\u0647\u0654", "\u06C0", "\u06CC\u0654", "\u0626", "\u0627\u0653", "\u0622");

    private static final int ISOLATED = 0;
    private static final int FINAL = 1;
    private static final int INITIAL = 2;
    private static final int MEDIAL = 3;

    static {
        IntStream.concat(IntStream.rangeClosed(0xFB50, 0xFBFF), IntStream.rangeClosed(0xFE80, 0xFEFC))
                .forEach(form -> {
                    int place = switch (UCharacter.getIntPropertyValue(form, UProperty.DECOMPOSITION_TYPE)) {
                        case DecompositionType.ISOLATED -> ISOLATED;
                        case DecompositionType.FINAL -> FINAL;
                        case DecompositionType.INITIAL -> INITIAL;
                        case DecompositionType.MEDIAL -> MEDIAL;
                        default -> -1;
                    };
                    var letters = COMPATIBLE.getRawDecomposition(form);
                    if (place >= 0 && letters != null && (letters.length() == 1 || isLamAlef(letters))) {
                        FORMS.computeIfAbsent(letters, l -> new int[4])[place] = form;
                    }
                });
    }

    private ArabicShaper() {}

    /**
     * What is drawn for a part of a text.
     *
     * @param start where the part begins
     * @param end where it ends
     * @param drawn the character to draw; for most it is the part itself
     */
    record Form(int start, int end, String drawn) {}

    private static boolean isLamAlef(String letters) {
        return letters.length() == 2 && letters.charAt(0) == 'ل' && "اآأإ".indexOf(letters.charAt(1)) >= 0;
    }

    /** The letters of a text in the forms their neighbours ask for, in the order in which they are read. */
    static List<Form> shape(String text) {
        var forms = new ArrayList<Form>(text.length());
        for (int i = 0; i < text.length(); ) {
            int end = letterEnd(text, i);
            var letter = letter(text, i, end);
            if (letter.equals("ل") && end < text.length()) {
                int second = letterEnd(text, end);
                var both = letter + letter(text, end, second);
                if (isLamAlef(both)) {
                    letter = both;
                    end = second;
                }
            }
            forms.add(new Form(i, end, form(text, i, end, letter)));
            i = end;
        }
        return forms;
    }

    private static int letterEnd(String text, int at) {
        if (at + 2 <= text.length() && COMPOSED.containsKey(text.substring(at, at + 2))) {
            return at + 2;
        }
        return at + Character.charCount(text.codePointAt(at));
    }

    private static String letter(String text, int start, int end) {
        var typed = text.substring(start, end);
        return COMPOSED.getOrDefault(typed, typed);
    }

    private static String form(String text, int start, int end, String letter) {
        var forms = FORMS.get(letter);
        if (forms == null) {
            return letter;
        }
        boolean before = joinsOnwards(text, previous(text, start)) && joinsBack(letter.charAt(0));
        boolean after = letter.length() == 1 && joinsOnwards(letter.charAt(0)) && joinsBackAt(text, next(text, end));
        int form = forms[before ? after ? MEDIAL : FINAL : after ? INITIAL : ISOLATED];
        return form == 0 ? letter : Character.toString(form);
    }

    private static int previous(String text, int start) {
        int at = start - 1;
        while (at >= 0 && joining(text.charAt(at)) == JoiningType.TRANSPARENT) {
            at--;
        }
        return at;
    }

    private static int next(String text, int end) {
        int at = end;
        while (at < text.length() && joining(text.charAt(at)) == JoiningType.TRANSPARENT) {
            at++;
        }
        return at;
    }

    private static boolean joinsOnwards(String text, int i) {
        return i >= 0 && joinsOnwards(text.charAt(i));
    }

    private static boolean joinsOnwards(char letter) {
        int type = joining(letter);
        return type == JoiningType.DUAL_JOINING || type == JoiningType.LEFT_JOINING || type == JoiningType.JOIN_CAUSING;
    }

    private static boolean joinsBackAt(String text, int i) {
        return i < text.length() && joinsBack(text.charAt(i));
    }

    private static boolean joinsBack(char letter) {
        int type = joining(letter);
        return type == JoiningType.DUAL_JOINING
                || type == JoiningType.RIGHT_JOINING
                || type == JoiningType.JOIN_CAUSING;
    }

    private static int joining(char letter) {
        return UCharacter.getIntPropertyValue(letter, UProperty.JOINING_TYPE);
    }

    /** The letters of a presentation form, for a font that does not have the form. */
    static Optional<String> letters(int form) {
        return form >= 0xFB50 && form <= 0xFEFC
                ? Optional.of(COMPATIBLE.normalize(Character.toString(form)))
                : Optional.empty();
    }
}
