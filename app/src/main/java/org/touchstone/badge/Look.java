package org.touchstone.badge;

import java.util.Locale;
import org.touchstone.foundation.text.Language;

/** How a picture is asked for: whose script, how large, for light or dark pages. What is asked for wrongly is taken as by default. */
public record Look(Language language, Size size, Theme theme) {

    /** Persian, middle-sized, as light or dark as the page of the reader. */
    public static final Look DEFAULT = new Look(Language.FA, Size.M, Theme.AUTO);

    /** Sizes in pixels. */
    public enum Size {
        /** For a row of small signs. */
        S(88, 31),
        /** For the foot of a page. */
        M(160, 56),
        /** For a page about the shop. */
        L(240, 84);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }

        /** Width in pixels. */
        public int width() {
            return width;
        }

        /** Height in pixels. */
        public int height() {
            return height;
        }

        /** Its name in addresses. */
        public String path() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** For which pages. */
    public enum Theme {
        /** Follows the reader's preference. */
        AUTO,
        /** For light pages. */
        LIGHT,
        /** For dark pages. */
        DARK;

        /** Its name in addresses. */
        public String path() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The look that the query of an address asks for. */
    public static Look asked(String query) {
        var look = DEFAULT;
        for (var part : query.split("&", 20)) {
            int at = part.indexOf('=');
            if (at > 0) {
                look = look.with(part.substring(0, at), part.substring(at + 1));
            }
        }
        return look;
    }

    private Look with(String name, String value) {
        return switch (name) {
            case "l" ->
                switch (value) {
                    case "fa" -> new Look(Language.FA, size, theme);
                    case "zh" -> new Look(Language.ZH, size, theme);
                    case "en" -> new Look(Language.EN, size, theme);
                    default -> this;
                };
            case "s" ->
                switch (value) {
                    case "s" -> new Look(language, Size.S, theme);
                    case "m" -> new Look(language, Size.M, theme);
                    case "l" -> new Look(language, Size.L, theme);
                    default -> this;
                };
            case "theme" ->
                switch (value) {
                    case "auto" -> new Look(language, size, Theme.AUTO);
                    case "light" -> new Look(language, size, Theme.LIGHT);
                    case "dark" -> new Look(language, size, Theme.DARK);
                    default -> this;
                };
            default -> this;
        };
    }

    /** The query that asks for it. */
    public String query() {
        return "l=" + language.code() + "&s=" + size.path() + (theme == Theme.AUTO ? "" : "&theme=" + theme.path());
    }
}
