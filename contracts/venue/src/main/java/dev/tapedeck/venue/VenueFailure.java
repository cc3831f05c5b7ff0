package dev.tapedeck.venue;

/**
 * Why a call that changes nothing, or that may be repeated, brought no answer.
 *
 * @param code the venue's code or the HTTP status, 0 when there is none
 */
public record VenueFailure(Cause cause, int code, String detail) {
    public enum Cause {
        RATE_LIMITED,
        /** Maintenance, or no connection could be made. */
        VENUE_UNAVAILABLE,
        /** Our clock and the venue's differ too much for a signed request. */
        CLOCK_SKEW,
        TIMEOUT,
        CONNECTION_LOST,
        SERVER_ERROR,
        UNREADABLE_REPLY,
        /** Key, permission or signature: repeating does not help. */
        NOT_PERMITTED,
        /** The venue understood and said no: repeating does not help. */
        REFUSED;

        public boolean isRetryable() {
            return this != NOT_PERMITTED && this != REFUSED;
        }
    }
}
