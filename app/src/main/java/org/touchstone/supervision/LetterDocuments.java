package org.touchstone.supervision;

import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.touchstone.account.People;
import org.touchstone.account.Person;
import org.touchstone.foundation.document.Letterhead;
import org.touchstone.foundation.text.Language;
import org.touchstone.foundation.text.Texts;
import org.touchstone.registry.Host;
import org.touchstone.seal.SealedDocuments;
import org.touchstone.supervision.store.OfficialLetterStore;

/**
 * The documents of letters: PDF/A under the seal of the centre, one for each language. The one in the language of the business is made
 * as soon as the letter is written, the others when somebody asks; none is ever made anew, so that its fingerprint stands.
 */
@Component
public class LetterDocuments {

    private static final String TEMPLATE = "document/official";

    private final OfficialLetterStore store;
    private final OfficialLetters letters;
    private final SealedDocuments documents;
    private final People people;
    private final Semaphore makers = new Semaphore(Runtime.getRuntime().availableProcessors());

    LetterDocuments(OfficialLetterStore store, OfficialLetters letters, SealedDocuments documents, People people) {
        this.store = store;
        this.letters = letters;
        this.documents = documents;
        this.people = people;
    }

    /** What the template tells of. */
    public record Paper(Letterhead head, LetterPaper words) {}

    /**
     * Holds no connection while a document is made, and makes few at a time: on a day of many letters the database would else wait for
     * the makers, and they for it.
     */
    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(LetterWritten written) {
        var letter = store.find(written.letter()).orElseThrow();
        makers.acquireUninterruptibly();
        try {
            of(letter, languageOf(letter));
        } finally {
            makers.release();
        }
    }

    private Language languageOf(OfficialLetter letter) {
        return people.membersOf(letter.business()).stream()
                .findFirst()
                .map(Person::language)
                .orElse(Language.FA);
    }

    /** The document of a letter in a language, as it was made when it was first asked for. */
    public byte[] of(OfficialLetter letter, Language language) {
        return store.pdf(letter.id(), language.code()).orElseGet(() -> make(letter, language));
    }

    private byte[] make(OfficialLetter letter, Language language) {
        var sealed = documents.make(TEMPLATE, paper(letter, language), language, letter.at());
        store.keep(letter.id(), language.code(), letter.at(), sealed.sha256(), sealed.pdf());
        // Another node may have been quicker; what is kept is what counts.
        return store.pdf(letter.id(), language.code()).orElseThrow();
    }

    private Paper paper(OfficialLetter letter, Language language) {
        var t = Texts.in(language);
        var words = LetterPaper.of(letter, t);
        var host = Host.in(words.host()).map(Host::readable).orElse(words.host());
        return new Paper(
                new Letterhead(
                        letter.number(),
                        List.of(words.legalName(), host),
                        words.subject(),
                        t.say("official.office"),
                        List.of(),
                        letters.address(letter)),
                words);
    }
}
