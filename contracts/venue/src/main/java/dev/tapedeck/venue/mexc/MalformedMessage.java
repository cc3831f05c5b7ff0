package dev.tapedeck.venue.mexc;

/** A message that is not of the form that the venue's protocol has. Never leaves this package. */
final class MalformedMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedMessage(String message) {
        super(message);
    }

    MalformedMessage(String message, Throwable cause) {
        super(message, cause);
    }
}
