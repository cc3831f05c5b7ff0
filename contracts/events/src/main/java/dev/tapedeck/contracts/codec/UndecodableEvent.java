package dev.tapedeck.contracts.codec;

/** Bytes that are not an event of the catalogue. The message says what was expected and what it was. */
public final class UndecodableEvent extends Exception {
    private static final long serialVersionUID = 1L;

    public UndecodableEvent(String message) {
        super(message);
    }

    public UndecodableEvent(String message, Throwable cause) {
        super(message, cause);
    }
}
