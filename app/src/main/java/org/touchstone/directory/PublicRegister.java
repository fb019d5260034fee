package org.touchstone.directory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.touchstone.directory.index.RegisterIndex;
import org.touchstone.directory.index.RegisterIndex.Answer;
import org.touchstone.directory.index.RegisterIndex.Division;
import org.touchstone.directory.index.RegisterIndex.Place;
import org.touchstone.foundation.web.Refused;
import org.touchstone.registry.RegisterEntry;

/** The public register as anyone may ask it. While its index is being built, every question is refused with how far that is. */
@Component
public class PublicRegister {

    private volatile Progress progress = new Progress(0, 0);
    private volatile @Nullable RegisterIndex index;

    /**
     * How far the building of the index is.
     *
     * @param indexed entries in it
     * @param of entries there are
     */
    public record Progress(long indexed, long of) {}

    /** How far the building is; nothing once the register answers. */
    public @Nullable Progress building() {
        return index == null ? progress : null;
    }

    /** Finds entries: the best first, equally good ones by code. */
    public Answer search(Question question, @Nullable Place after, int limit) {
        return ask(index -> index.search(question, after, limit));
    }

    /** The place of the entry that stands so many entries from the beginning of an answer; nothing where it has fewer. */
    public Optional<Place> place(Question question, Place within, int number) {
        return ask(index -> index.place(question, within, number));
    }

    /** How an answer divides by trade, city and state. */
    public Division divide(Question question, boolean relaxed) {
        return ask(index -> index.divide(question, relaxed));
    }

    /** Hands over every entry that answers. */
    public void each(Question question, Consumer<RegisterEntry> taker) {
        ask(index -> {
            index.each(question, taker);
            return true;
        });
    }

    /** How many entries it has; 0 while it is being built. */
    int size() {
        var ready = index;
        return ready == null ? 0 : ready.size();
    }

    private <T> T ask(Function<RegisterIndex, T> question) {
        var ready = index;
        if (ready == null) {
            var far = progress;
            throw new Refused(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "register-being-built",
                    List.of(far.indexed(), far.of()),
                    Map.of("indexed", far.indexed(), "of", far.of()));
        }
        return question.apply(ready);
    }

    /** The register answers from this index from now on. */
    void answerFrom(RegisterIndex ready) {
        index = ready;
    }

    /** The register does not answer for now. */
    void build(long indexed, long of) {
        progress = new Progress(indexed, of);
        index = null;
    }
}
