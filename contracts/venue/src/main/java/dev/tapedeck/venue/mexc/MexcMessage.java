package dev.tapedeck.venue.mexc;

import dev.tapedeck.venue.PrivateFrame;
import dev.tapedeck.venue.PublicFrame;

/** One text frame of the socket, read. */
sealed interface MexcMessage {
    record Market(PublicFrame frame) implements MexcMessage {}

    record Own(PrivateFrame frame) implements MexcMessage {}

    record Pong() implements MexcMessage {}

    record LoggedIn() implements MexcMessage {}

    /** The venue refused a login, a subscription or a command; it does not always say which. */
    record Refused(String message) implements MexcMessage {}

    /** Well formed, and nothing that we use: an acknowledgement, an empty push, or a channel that we did not ask for. */
    record Unused(String channel) implements MexcMessage {}

    /**
     * Not of the protocol.
     *
     * @param text the frame, cut to 500 characters
     */
    record Malformed(String reason, String text) implements MexcMessage {}
}
