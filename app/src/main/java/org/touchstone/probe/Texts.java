package org.touchstone.probe;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the bytes of a page are read as text. */
final class Texts {

    private static final int META_WITHIN = 1024;
    private static final Pattern DECLARED = Pattern.compile("charset\\s*=\\s*[\"']?\\s*([^\\s\"';>/]+)");
    private static final Pattern NO_TEXT =
            Pattern.compile("(image|audio|video|font)/.*|application/(octet-stream|zip|pdf|gzip).*");

    private Texts() {}

    /** Of the content type, else of a mark in the bytes, else of a meta tag, else UTF-8. A name nobody knows counts as none. */
    static Charset charset(Optional<String> contentType, byte[] bytes) {
        return contentType
                .flatMap(Texts::declared)
                .or(() -> marked(bytes))
                .or(() -> declared(
                        new String(bytes, 0, Math.min(META_WITHIN, bytes.length), StandardCharsets.ISO_8859_1)))
                .orElse(StandardCharsets.UTF_8);
    }

    /** The text; bytes that are none of the charset's become U+FFFD. Empty for pictures and other things that are no text. */
    static String decode(Optional<String> contentType, byte[] bytes, Charset charset) {
        if (contentType
                .filter(type -> NO_TEXT.matcher(type.toLowerCase(Locale.ROOT)).matches())
                .isPresent()) {
            return "";
        }
        var text = charset.decode(ByteBuffer.wrap(bytes)).toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Optional<Charset> declared(String text) {
        var found = DECLARED.matcher(text.toLowerCase(Locale.ROOT));
        return found.find() ? known(found.group(1)) : Optional.empty();
    }

    private static Optional<Charset> known(String name) {
        try {
            return Optional.of(
                    switch (name) {
                        // Old names, read as browsers read them (WHATWG Encoding).
                        case "gb2312", "gbk" -> Charset.forName("GB18030");
                        case "iso-8859-1", "latin1", "us-ascii", "ascii" -> Charset.forName("windows-1252");
                        default -> Charset.forName(name);
                    });
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static Optional<Charset> marked(byte[] b) {
        if (b.length >= 3 && b[0] == (byte) 0xEF && b[1] == (byte) 0xBB && b[2] == (byte) 0xBF) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (b.length >= 2 && b[0] == (byte) 0xFE && b[1] == (byte) 0xFF) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return b.length >= 2 && b[0] == (byte) 0xFF && b[1] == (byte) 0xFE
                ? Optional.of(StandardCharsets.UTF_16LE)
                : Optional.empty();
    }
}
