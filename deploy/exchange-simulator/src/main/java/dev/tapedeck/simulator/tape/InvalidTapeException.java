package dev.tapedeck.simulator.tape;

/** A tape that is missing or not of the format; the message names file and line and says what was expected. */
public final class InvalidTapeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidTapeException(String message) {
        super(message);
    }

    public InvalidTapeException(String message, Throwable cause) {
        super(message, cause);
    }
}
