package org.touchstone.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that was sent to anybody; the newest messages can be read, older ones stay in the file only. */
final class Inbox implements Closeable {

    static final int READABLE = 20_000;

    private final Lines lines;
    private final Deque<Message> newestFirst = new ArrayDeque<>();
    private long received;

    private Inbox(Lines lines) {
        this.lines = lines;
    }

    /** Reads the messages of earlier runs; without a folder it is empty. */
    static Inbox in(@Nullable Path folder) throws IOException {
        var inbox = new Inbox(Lines.in(folder, "messages.jsonl"));
        try {
            inbox.load();
            return inbox;
        } catch (IOException | RuntimeException e) {
            inbox.close();
            throw e;
        }
    }

    private synchronized void load() throws IOException {
        Deque<String> readable = new ArrayDeque<>();
        lines.read(line -> {
            received++;
            readable.addLast(line);
            if (readable.size() > READABLE) {
                readable.removeFirst();
            }
        });
        readable.forEach(line -> newestFirst.addFirst(Json.value(line, Message.class)));
    }

    synchronized Message receive(Channel channel, String to, @Nullable String subject, String text, Instant sentAt) {
        var message = new Message(
                "message-" + (received + 1), channel, to, subject, text, sentAt.truncatedTo(ChronoUnit.MILLIS));
        lines.append(List.of(message));
        received++;
        newestFirst.addFirst(message);
        if (newestFirst.size() > READABLE) {
            newestFirst.removeLast();
        }
        return message;
    }

    /** In the order in which they came, the last one first; all recipients' when none is named. */
    synchronized List<Message> newest(@Nullable String to, int limit) {
        return newestFirst.stream()
                .filter(message -> to == null || message.to().equals(to))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void close() throws IOException {
        lines.close();
    }
}
