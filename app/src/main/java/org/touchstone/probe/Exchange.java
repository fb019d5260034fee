package org.touchstone.probe;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.touchstone.probe.Fetched.Header;
import org.touchstone.probe.Fetched.Why;

/** One question and its answer over one connection, in HTTP/1.1, counted byte by byte. */
final class Exchange {

    private static final int BUFFER = 4096;
    private static final int MOST_INTERIM = 5;
    private static final int RATIO_COUNTS_FROM = 100_000;

    private final FetchLimits limits;
    private final Http1Config grammar;
    private final Counted in;
    private final SessionInputBufferImpl buffer = new SessionInputBufferImpl(BUFFER);
    private int status;
    private List<Header> headers = List.of();
    private long headBytes;
    private long length = ContentLengthStrategy.UNDEFINED;

    Exchange(InputStream from, FetchLimits limits) {
        this.limits = limits;
        this.in = new Counted(from, limits.headBytes() + BUFFER, Why.HEAD_TOO_LARGE);
        this.grammar = Http1Config.custom()
                .setBufferSize(BUFFER)
                .setMaxLineLength(limits.headBytes())
                .setMaxHeaderCount(limits.headers())
                .setMaxEmptyLineCount(2)
                .build();
    }

    int status() {
        return status;
    }

    List<Header> headers() {
        return headers;
    }

    long wireBytes() {
        return in.count;
    }

    /** Writes the question. Nothing of ours is in it but who asks. */
    static void ask(OutputStream out, WebAddress web, String visitor) throws IOException {
        var lines = "GET " + web.target() + " HTTP/1.1\r\n"
                + "Host: " + web.host() + "\r\n"
                + "User-Agent: " + visitor + "\r\n"
                + "Accept: text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5\r\n"
                + "Accept-Language: *\r\n"
                + "Accept-Encoding: gzip, deflate\r\n"
                + "Connection: close\r\n\r\n";
        out.write(lines.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Reads the head of the answer. */
    void readHead() throws IOException {
        try {
            var parser = new DefaultHttpResponseParser(grammar);
            ClassicHttpResponse response = null;
            for (int i = 0; i <= MOST_INTERIM && (response == null || response.getCode() < 200); i++) {
                response = parser.parse(buffer, in);
                if (response == null) {
                    throw new Ended(Why.BROKEN_OFF, "nothing was answered");
                }
            }
            headBytes = in.count - buffer.length();
            if (headBytes > limits.headBytes()) {
                throw new Ended(Why.HEAD_TOO_LARGE, headBytes + " bytes");
            }
            if (response == null || response.getCode() < 200) {
                throw new Ended(Why.NOT_HTTP, "interim answers without an end");
            }
            status = response.getCode();
            headers = Arrays.stream(response.getHeaders())
                    .map(h -> new Header(
                            h.getName(),
                            h.getValue() == null ? "" : h.getValue().strip()))
                    .toList();
            length = status == 204 || status == 304
                    ? 0
                    : DefaultContentLengthStrategy.INSTANCE.determineLength(response);
        } catch (MessageConstraintException e) {
            throw new Ended(Why.HEAD_TOO_LARGE, null, String.valueOf(e.getMessage()), e);
        } catch (NoHttpResponseException | ConnectionClosedException e) {
            throw new Ended(Why.BROKEN_OFF, null, String.valueOf(e.getMessage()), e);
        } catch (HttpException | IllegalArgumentException e) {
            throw new Ended(Why.NOT_HTTP, null, String.valueOf(e.getMessage()), e);
        }
    }

    /** Reads the content, decompressed. */
    byte[] readContent() throws IOException {
        if (length > limits.wireBytes()) {
            throw new Ended(Why.TOO_LARGE, length + " bytes announced");
        }
        in.allow(headBytes + limits.wireBytes(), Why.TOO_LARGE);
        try (var content = decoded(transferred())) {
            var all = new ByteArrayOutputStream();
            var piece = new byte[16 * 1024];
            for (int n = content.read(piece); n >= 0; n = content.read(piece)) {
                all.write(piece, 0, n);
                if (all.size() > limits.bytes()) {
                    throw new Ended(Why.TOO_LARGE, "more than " + limits.bytes() + " bytes of content");
                }
                long came = Math.max(1, in.count - headBytes);
                if (all.size() > RATIO_COUNTS_FROM && all.size() / came >= limits.ratio()) {
                    throw new Ended(Why.TOO_LARGE, "becomes " + all.size() / came + " times its size");
                }
            }
            return all.toByteArray();
        } catch (ZipException e) {
            throw new Ended(Why.NOT_HTTP, null, "broken compression: " + e.getMessage(), e);
        } catch (MalformedChunkCodingException e) {
            throw new Ended(Why.NOT_HTTP, null, String.valueOf(e.getMessage()), e);
        } catch (EOFException | ConnectionClosedException e) {
            throw new Ended(Why.BROKEN_OFF, null, String.valueOf(e.getMessage()), e);
        }
    }

    private InputStream transferred() {
        if (length == ContentLengthStrategy.CHUNKED) {
            return new ChunkedInputStream(buffer, in, grammar);
        }
        return length >= 0 ? new ContentLengthInputStream(buffer, in, length) : new IdentityInputStream(buffer, in);
    }

    private InputStream decoded(InputStream sent) throws IOException {
        var codings = headers.stream()
                .filter(h -> h.name().equalsIgnoreCase("Content-Encoding"))
                .flatMap(h -> Arrays.stream(h.value().toLowerCase(Locale.ROOT).split(",")))
                .map(String::strip)
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .toList();
        if (codings.isEmpty()) {
            return sent;
        }
        if (codings.size() > 1) {
            throw new Ended(Why.NOT_HTTP, "compressed more than once: " + codings);
        }
        var all = new PushbackInputStream(sent, 1);
        int first = all.read();
        if (first < 0) {
            return all;
        }
        all.unread(first);
        return switch (codings.getFirst()) {
            case "gzip", "x-gzip" -> new GZIPInputStream(all, BUFFER);
            // "deflate" means zlib; some send the bare stream, which never begins like zlib's 0x78.
            case "deflate" -> first == 0x78 ? new InflaterInputStream(all) : new Bare(all);
            default -> throw new Ended(Why.NOT_HTTP, "compressed by " + codings.getFirst());
        };
    }

    /** A stream of deflate without the frame of zlib. */
    private static final class Bare extends InflaterInputStream {

        Bare(InputStream from) {
            super(from, new Inflater(true), BUFFER);
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }

    /** What comes over the wire, up to a limit. */
    private static final class Counted extends InputStream {

        private final InputStream from;
        private long limit;
        private Why over;
        private long count;

        Counted(InputStream from, long limit, Why over) {
            this.from = from;
            this.limit = limit;
            this.over = over;
        }

        void allow(long bytes, Why why) {
            limit = bytes;
            over = why;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int most) throws IOException {
            int n = from.read(into, offset, most);
            count += Math.max(0, n);
            if (count > limit) {
                throw new Ended(over, "more than " + limit + " bytes over the wire");
            }
            return n;
        }
    }
}
