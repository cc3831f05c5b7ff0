package dev.tapedeck.venue;

import dev.tapedeck.contracts.value.Symbol;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The public pushes of some symbols. Reconnects by itself for as long as it is open, and subscribes again each time; what was pushed in between is lost
 * and must be read by REST. All channels of a symbol ride on one socket, so its frames keep their order.
 */
public interface PublicFeed extends AutoCloseable {
    enum Channel {
        TRADES,
        /** The best five levels a side, each frame complete in itself. */
        TOP_OF_BOOK,
        /** Every change of the book, for a {@link BookKeeper}. */
        DEPTH_CHANGES,
        TICKER,
        FAIR_PRICE
    }

    /** Starts connecting. To be called once. */
    void start();

    /**
     * Completes when every socket has answered a ping, which proves that all frames that the venue sent before were given to the listener and that it
     * has returned. Fails when a socket is down, goes down, or does not answer in time.
     */
    CompletionStage<Void> ping();

    /** Disconnects for good. The listener hears nothing more. */
    @Override
    void close();

    /** Hears the feed. All calls come from one event loop, one after the other, and must not block. */
    interface Listener {
        /** The symbols' socket stands and they were subscribed; the venue has not said yet that it agrees. */
        void connected(Set<Symbol> symbols);

        /** The symbols' socket is gone. Comes once for each {@link #connected}. */
        void disconnected(Set<Symbol> symbols, String reason);

        void frame(PublicFrame frame);

        /** The symbols' socket answered a ping: it lives, which says nothing about the symbols' data. */
        void alive(Set<Symbol> symbols);

        /** The venue refused something, such as a symbol that it does not know. */
        void refused(String message);

        /**
         * A frame that could not be read, and was skipped.
         *
         * @param text the frame, cut to 500 characters
         */
        void malformed(String reason, String text);
    }
}
