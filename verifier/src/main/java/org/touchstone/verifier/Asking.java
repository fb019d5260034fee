package org.touchstone.verifier;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks a site about many things, several at a time. */
final class Asking {

    private static final int AT_ONCE = 8;

    private Asking() {}

    /** What is asked about a thing. */
    interface Question<K, V> {
        V ask(K about) throws UnreadableInput;
    }

    /** Where an answer goes. */
    interface Taker<K, V> {
        void take(K about, V answer) throws UnreadableInput;
    }

    /**
     * Asks about each thing, and hands the answers over in the order of the things.
     *
     * @param what is read, for the message where it is interrupted
     */
    static <K, V> void each(Collection<K> things, String what, Question<K, V> question, Taker<K, V> taker)
            throws UnreadableInput {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<V>> answers = new ArrayList<>();
            for (K thing : things) {
                Callable<V> asking = () -> question.ask(thing);
                answers.add(threads.submit(asking));
            }
            int i = 0;
            for (K thing : things) {
                taker.take(thing, answers.get(i++).get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnreadableInput unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableInput("Reading " + what + " was interrupted.", e);
        }
    }
}
