package dev.tapedeck.gateway.core.history;

/** The history cannot be read or written now. Nothing is lost: what it lacks is on the log. */
public final class HistoryUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HistoryUnavailable(String message) {
        super(message);
    }

    public HistoryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
