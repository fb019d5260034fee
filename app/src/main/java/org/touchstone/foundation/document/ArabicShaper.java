package org.touchstone.foundation.document;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.DecompositionType;
import com.ibm.icu.lang.UCharacter.JoiningType;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Bidi;
import com.ibm.icu.text.Normalizer2;
import com.openhtmltopdf.bidi.BidiReorderer;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Joins Arabic and Persian letters for a renderer that draws one glyph for each character: every letter becomes the presentation
 * form its neighbours ask for. The forms and the joining behaviour come from the Unicode data, so that پ چ ژ گ ک ی join like the
 * letters of Arabic; ICU's own shaping leaves them standing alone.
 */
final class ArabicShaper implements BidiReorderer {

    /** Of one letter or ligature: isolated, final, initial, medial; 0 where Unicode has no such form. */
    private static final Map<String, int[]> FORMS = new HashMap<>();

    private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKCInstance();

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

    private static boolean isLamAlef(String letters) {
        return letters.length() == 2 && letters.charAt(0) == 'ل' && "اآأإ".indexOf(letters.charAt(1)) >= 0;
    }

    /** The letters in the forms their neighbours ask for, still in the order in which they are read. */
    @Override
    public String shapeText(String text) {
        var composed = composed(text);
        var shaped = new StringBuilder(composed.length());
        for (int i = 0; i < composed.length(); i++) {
            var letter = composed.substring(i, i + 1);
            int last = i;
            if (i + 1 < composed.length() && isLamAlef(composed.substring(i, i + 2))) {
                letter = composed.substring(i, i + 2);
                last = i + 1;
            }
            var forms = FORMS.get(letter);
            boolean before =
                    forms != null && joinsOnwards(composed, previous(composed, i)) && joinsBack(letter.charAt(0));
            boolean after = forms != null
                    && letter.length() == 1
                    && joinsOnwards(composed, i)
                    && joinsBackAt(composed, next(composed, i));
            int form = forms == null ? 0 : forms[before ? after ? MEDIAL : FINAL : after ? INITIAL : ISOLATED];
            shaped.append(form == 0 ? letter : Character.toString(form));
            i = last;
        }
        return shaped.toString();
    }

    /** Letters that are typed as letter and mark but have forms only as one character: هٔ becomes ۀ. */
    private static String composed(String text) {
        return text.replace("\u0647\u0654", "\u06C0")
                .replace("\u06CC\u0654", "\u0626")
                .replace("\u0627\u0653", "\u0622");
    }

    private static int previous(String text, int i) {
        int at = i - 1;
        while (at >= 0 && joining(text.charAt(at)) == JoiningType.TRANSPARENT) {
            at--;
        }
        return at;
    }

    private static int next(String text, int i) {
        int at = i + 1;
        while (at < text.length() && joining(text.charAt(at)) == JoiningType.TRANSPARENT) {
            at++;
        }
        return at;
    }

    private static boolean joinsOnwards(String text, int i) {
        if (i < 0) {
            return false;
        }
        int type = joining(text.charAt(i));
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

    /** The letters of a presentation form, for a font that does not have the form; other characters stay what they are. */
    @Override
    public String deshapeText(String text) {
        return text.length() == 1 && text.charAt(0) >= 0xFB50 && text.charAt(0) <= 0xFEFC
                ? COMPATIBLE.normalize(text)
                : text;
    }

    /** From the order in which a right-to-left run is read to the order in which it is drawn; brackets change sides. */
    @Override
    public String reorderRTLTextToLTR(String text) {
        return Bidi.writeReverse(text, Bidi.KEEP_BASE_COMBINING | Bidi.DO_MIRRORING);
    }

    @Override
    public boolean isLiveImplementation() {
        return true;
    }
}
