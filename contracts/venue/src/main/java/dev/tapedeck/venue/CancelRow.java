package dev.tapedeck.venue;

/**
 * What became of one order of a cancel request.
 *
 * @param code the venue's, 0 when cancelled
 */
public record CancelRow(String venueOrderId, Outcome outcome, int code, String message) {
    public enum Outcome {
        /** Accepted for cancelling; the order's own state is the proof. */
        CANCELLED,
        NOT_FOUND,
        /** It ended already. */
        NOT_CANCELLABLE,
        FAILED
    }
}
