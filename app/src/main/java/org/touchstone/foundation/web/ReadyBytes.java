package org.touchstone.foundation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes made once and handed out many times.
 *
 * @param bytes as they go over the wire
 * @param type their media type
 * @param tag their entity tag, in quotes; different for packed bytes
 * @param packed whether they are packed with gzip
 */
public record ReadyBytes(byte[] bytes, String type, String tag, boolean packed) {

    /** Sends them, or says that the reader has them already. The headers that hold for both are set before. */
    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("ETag", tag);
        if (isKnown(request.getHeader("If-None-Match"), tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        sendWhole(request, response);
    }

    /** Sends them with no word of what they are: they may be others the next moment. */
    public void sendWhole(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(type);
        if (packed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentLength(bytes.length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(bytes);
        }
    }

    /** Whether one of the tags a reader names is this one; weak and strong tags are the same here (RFC 9110, 13.1.2). */
    public static boolean isKnown(@Nullable String named, String tag) {
        if (named == null) {
            return false;
        }
        if (named.equals(tag) || named.strip().equals("*")) {
            return true;
        }
        var bare = bare(tag);
        for (var one : named.split(",")) {
            if (bare(one.strip()).equals(bare)) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    /** Whether the reader takes bytes packed with gzip. */
    public static boolean takesPacked(HttpServletRequest request) {
        var accepted = request.getHeader("Accept-Encoding");
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }
}
