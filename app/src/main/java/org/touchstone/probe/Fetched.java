package org.touchstone.probe;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of fetching an address. */
public sealed interface Fetched {

    /** The address that was asked last: where it ended after redirects. */
    URI url();

    /** The redirects that were followed, in their order. */
    List<Redirect> redirects();

    /** From the first look-up to the end. */
    long millis();

    /**
     * A redirect that was followed.
     *
     * @param from the address that answered
     * @param status its status
     * @param to where it pointed, made absolute
     */
    record Redirect(URI from, int status, URI to) {}

    /**
     * A line of the head of an answer.
     *
     * @param name as it was sent
     * @param value without surrounding blanks
     */
    record Header(String name, String value) {}

    /**
     * A complete answer, of whatever status.
     *
     * @param url the address that gave it
     * @param status its status, from 200 to 999
     * @param headers its head, in order
     * @param bytes its content, decompressed
     * @param charset by which the text was read: of the content type, else of a mark in the bytes, else of a meta tag, else UTF-8
     * @param text its content as text; bytes that are none of the charset's are U+FFFD
     * @param redirects the redirects before it
     * @param address the very address that was connected to
     * @param tlsFault what is wrong with its certificate, where that was tolerated; absent also for http
     * @param wireBytes bytes that came over the wire, head and compressed content, of this answer alone
     * @param millis from the first look-up to the end
     */
    record Page(
            URI url,
            int status,
            List<Header> headers,
            byte[] bytes,
            Charset charset,
            String text,
            List<Redirect> redirects,
            InetAddress address,
            @Nullable TlsFault tlsFault,
            long wireBytes,
            long millis)
            implements Fetched {

        public Page {
            headers = List.copyOf(headers);
            redirects = List.copyOf(redirects);
        }

        /** The value of the first header of a name, whatever its case. */
        public Optional<String> header(String name) {
            return headers.stream()
                    .filter(h -> h.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .findFirst();
        }

        /** Whether the status is one of success. */
        public boolean isOk() {
            return status >= 200 && status < 300;
        }

        /** Whether it says of itself that it is HTML; a page that says nothing and begins like one is too. */
        public boolean isHtml() {
            return header("Content-Type")
                    .map(type -> type.toLowerCase(Locale.ROOT))
                    .map(type -> type.contains("text/html") || type.contains("application/xhtml+xml"))
                    .orElseGet(() -> text.stripLeading().startsWith("<"));
        }

        @Override
        public String toString() {
            return "Page[" + url + " " + status + ", " + bytes.length + " bytes, " + address + ", " + millis + " ms]";
        }
    }

    /**
     * There is no complete answer.
     *
     * @param url the address that was asked last
     * @param why what ended it
     * @param tlsFault what is wrong with the certificate where that ended it; absent where the handshake failed otherwise
     * @param detail for a log: what was said, or which limit
     * @param redirects the redirects before it
     * @param address the address that was connected to, if it came so far
     * @param wireBytes bytes that had come over the wire when it ended
     * @param millis from the first look-up to the end
     */
    record NotReached(
            URI url,
            Why why,
            @Nullable TlsFault tlsFault,
            String detail,
            List<Redirect> redirects,
            @Nullable InetAddress address,
            long wireBytes,
            long millis)
            implements Fetched {
        public NotReached {
            redirects = List.copyOf(redirects);
        }
    }

    /** What ended a fetch. */
    enum Why {
        /** It is no address of the web, or has a user in it. */
        MALFORMED,
        /** A scheme other than http and https. */
        ODD_SCHEME,
        /** A port other than the scheme's own. */
        ODD_PORT,
        /** A number instead of a name, in whatever writing. */
        ADDRESS_LITERAL,
        /** The name does not exist. */
        NO_SUCH_NAME,
        /** The name exists and has no address. */
        NO_ADDRESS,
        /** The servers of names do not answer. */
        DNS_UNREACHABLE,
        /** One of its addresses is none of the public internet. */
        NOT_PUBLIC,
        /** Nobody listens there, or no way leads there. */
        REFUSED_CONNECTION,
        /** No secure connection, or a certificate that does not hold. */
        TLS_FAILED,
        /** The connection ended before the answer did. */
        BROKEN_OFF,
        /** What came is not HTTP, or its compression is broken or of a kind not asked for. */
        NOT_HTTP,
        /** The time was over. */
        TIME_OUT,
        /** The head is longer than is read. */
        HEAD_TOO_LARGE,
        /** More came, or more came out of it when decompressed, than is read. */
        TOO_LARGE,
        /** More redirects than are followed. */
        TOO_MANY_REDIRECTS,
        /** A redirect to where it came from. */
        REDIRECT_LOOP
    }
}
