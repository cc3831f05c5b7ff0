package dev.tapedeck.simulator.access;

import org.jspecify.annotations.Nullable;

/** The clock window of signed requests: ten seconds around the wall clock unless the client asks for up to sixty. */
public final class RequestWindow {
    private static final long DEFAULT_MILLIS = 10_000;
    private static final long MOST_MILLIS = 60_000;

    private RequestWindow() {}

    /**
     * Checks a request's time.
     *
     * @param requestTime milliseconds as text
     * @param recvWindow optional; up to 60 it is read as seconds, above as milliseconds, since clients differ
     */
    public static boolean contains(@Nullable String requestTime, @Nullable String recvWindow, long wallMillis) {
        long at = number(requestTime);
        if (at < 0) {
            return false;
        }
        long asked = number(recvWindow);
        long window = asked <= 0 ? DEFAULT_MILLIS : Math.min(MOST_MILLIS, asked <= 60 ? asked * 1000 : asked);
        return Math.abs(wallMillis - at) <= window;
    }

    private static long number(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 15) {
            return -1;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isDigit(text.charAt(i))) {
                return -1;
            }
        }
        return Long.parseLong(text);
    }
}
