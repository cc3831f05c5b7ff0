package dev.tapedeck.local;

/** The stack could not do what was asked. The message says what was expected, what it was, and where to look. */
public final class StackFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackFailure(String message) {
        super(message);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
