package dev.tapedeck.simulator.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong. Its name in the control API is the constant's, in lower case with dashes. */
public enum FaultKind {
    /** Answers of private calls come late, after they were processed. */
    LATENCY,
    /** The next orders are taken, and the connection is closed without a byte. */
    LOSE_ACK,
    /** The connection is closed before the next orders are taken. */
    LOSE_REQUEST,
    /** The next orders are answered with an HTTP status of 500 to 504, taken or not. */
    SERVER_ERROR,
    /** Private questions are answered with HTTP 500. */
    READ_ERROR,
    /** Private calls are answered with code 510 and not processed. */
    RATE_LIMITED,
    /** Private calls are answered by the edge with HTTP 403 and not processed. */
    FORBIDDEN,
    /** Private calls are answered with the code of maintenance and not processed. */
    MAINTENANCE,
    /** The next orders are refused with a code. */
    REJECT,
    /** The clock that signed requests are compared with is moved. */
    CLOCK_SKEW,
    /** Nothing listens on the port. */
    OUTAGE,
    /** Connected sockets are closed once. */
    DROP_SOCKETS,
    /** Private sockets answer pings and push nothing; what happens meanwhile is never pushed. */
    SILENT_PRIVATE,
    /** Every private push goes out twice. */
    DUPLICATE_FRAMES,
    /** Private pushes go out in swapped pairs. */
    REORDER_FRAMES,
    /** The market stands still: nothing trades, nothing is pushed. */
    FROZEN_MARKET,
    /** The next orders fill by half at most and keep the rest open for a while, in which no private push goes out. */
    PARTIAL_FILL;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<FaultKind> named(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst();
    }
}
