package dev.tapedeck.gateway.out.history;

/** The database is there and does not take a row; it never will. */
public final class RowsRefused extends Exception {
    private static final long serialVersionUID = 1L;

    RowsRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
