package dev.tapedeck.venue;

import java.util.concurrent.CompletionStage;

/**
 * The account's own pushes. Reconnects and logs in again by itself for as long as it is open. The venue replays nothing after that, so the listener is told
 * each time to read orders, deals, positions and assets by REST.
 */
public interface PrivateStream extends AutoCloseable {
    /** Starts connecting. To be called once. */
    void start();

    /**
     * Completes when the socket has answered a ping, which proves that all frames that the venue sent before were given to the listener and that it has
     * returned. Fails when the socket is down, goes down, or does not answer in time.
     */
    CompletionStage<Void> ping();

    /** Disconnects for good. The listener hears nothing more. */
    @Override
    void close();

    /** Hears the stream. All calls come from one event loop, one after the other, and must not block. */
    interface Listener {
        /** Logged in; frames may have been missed, so everything is to be read by REST now. */
        void loggedIn();

        /** The socket is gone. Comes once for each {@link #loggedIn}. */
        void disconnected(String reason);

        void frame(PrivateFrame frame);

        /** The venue refused the login or something else. */
        void refused(String message);

        /**
         * A frame that could not be read, and was skipped.
         *
         * @param text the frame, cut to 500 characters
         */
        void malformed(String reason, String text);
    }
}
