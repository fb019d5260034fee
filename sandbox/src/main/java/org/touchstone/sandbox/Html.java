package org.touchstone.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of others inside HTML. */
final class Html {

    /** Ends before the punctuation of the sentence around it. */
    private static final Pattern LINK = Pattern.compile("https?://[\\w./:?=&%#~+@,;!-]*[\\w/=#-]");

    private Html() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Escaped, and web addresses can be followed. */
    static String withLinks(String text) {
        var html = new StringBuilder();
        int end = 0;
        for (Matcher link = LINK.matcher(text); link.find(); end = link.end()) {
            String address = escaped(link.group());
            html.append(escaped(text.substring(end, link.start())))
                    .append("<a dir=\"ltr\" rel=\"noreferrer\" href=\"")
                    .append(address)
                    .append("\">")
                    .append(address)
                    .append("</a>");
        }
        return html.append(escaped(text.substring(end))).toString();
    }

    /** Codes, numbers and addresses, which run from left to right in every language. */
    static String code(String text) {
        return "<bdi dir=\"ltr\">" + escaped(text) + "</bdi>";
    }
}
