package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Topic;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/**
 * The read model and the ring of news behind one lock, so that a snapshot and its number belong together. While it is being restored no news are made.
 * Safe for use by many threads.
 */
public final class Projection {
    /** Writes news as clients read them. */
    @FunctionalInterface
    public interface Form {
        String text(long seq, ClientMessage message);
    }

    /** A picture, and the number of the last news that it includes. */
    public record Numbered(long seq, Snapshot snapshot) {
        /** Returns what of it belongs to these channels. */
        public Numbered of(Set<Channel> channels) {
            return new Numbered(seq, snapshot.of(channels));
        }
    }

    private final ReadModel model;
    private final MessageRing ring;
    private final Form form;
    private boolean restored;

    public Projection(ReadModel model, MessageRing ring, Form form) {
        this.model = model;
        this.ring = ring;
        this.form = form;
    }

    /** See {@link ReadModel#skip}. */
    public synchronized void skip(Topic topic, long count) {
        model.skip(topic, count);
    }

    /**
     * Folds the event and puts what follows from it into the ring.
     *
     * @param now when the news are made, by this process's clock
     */
    public synchronized void apply(Event<?> event, Instant recordedAt, Instant now) {
        var news = model.fold(event, recordedAt);
        if (restored) {
            news.forEach(message -> append(now, message));
        }
    }

    /** Puts what the market did since the last call into the ring, if it did anything. */
    public synchronized void publishMarket(Instant now) {
        if (restored) {
            model.drainMarket(now).ifPresent(message -> append(now, message));
        }
    }

    /** From here on the picture is whole and news are made. */
    public synchronized void markRestored(Instant now) {
        model.drainMarket(now);
        restored = true;
    }

    public synchronized boolean isRestored() {
        return restored;
    }

    /** Returns the whole picture. What the market did since its last news is in it and comes once more, which changes nothing. */
    public synchronized Numbered snapshot(Instant now) {
        return new Numbered(ring.lastSeq(), model.snapshot(now));
    }

    public synchronized <T> T read(Function<ReadModel, T> question) {
        return question.apply(model);
    }

    private void append(Instant now, ClientMessage message) {
        ring.append(now, Channel.of(message), seq -> form.text(seq, message));
    }
}
