package dev.tapedeck.local;

/** Something that the user must change before the command can run. The message says what; nothing was started. */
public final class WrongUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WrongUse(String message) {
        super(message);
    }

    public WrongUse(String message, Throwable cause) {
        super(message, cause);
    }
}
