package dev.tapedeck.simulator.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong. Its name in the control API is the constant's, in lower case with dashes. */
public enum FaultKind {
    /** Answers of private calls come late, after they were processed. */
    LATENCY(Limit.TIME),
    /** The next orders are taken, and the connection is closed without a byte. */
    LOSE_ACK(Limit.COUNT),
    /** The connection is closed before the next orders are taken. */
    LOSE_REQUEST(Limit.COUNT),
    /** The next orders are answered with an HTTP status of 500 to 504, taken or not. */
    SERVER_ERROR(Limit.COUNT),
    /** Private questions are answered with HTTP 500. */
    READ_ERROR(Limit.EITHER),
    /** Private calls are answered with code 510 and not processed. */
    RATE_LIMITED(Limit.EITHER),
    /** Private calls are answered by the edge with HTTP 403 and not processed. */
    FORBIDDEN(Limit.EITHER),
    /** Private calls are answered with the code of maintenance and not processed. */
    MAINTENANCE(Limit.TIME),
    /** The next orders are refused with a code. */
    REJECT(Limit.COUNT),
    /** The clock that signed requests are compared with is moved. */
    CLOCK_SKEW(Limit.TIME),
    /** Nothing listens on the port. */
    OUTAGE(Limit.TIME),
    /** Connected sockets are closed once. */
    DROP_SOCKETS(Limit.AT_ONCE),
    /** Private sockets answer pings and push nothing; what happens meanwhile is never pushed. */
    SILENT_PRIVATE(Limit.TIME),
    /** Every private push goes out twice. */
    DUPLICATE_FRAMES(Limit.TIME),
    /** Private pushes go out in swapped pairs. */
    REORDER_FRAMES(Limit.TIME),
    /** The public sees the market as it was: no push, and answers with the last values from before. Tape and trading go on. */
    FROZEN_MARKET(Limit.TIME),
    /** The next orders fill by half at most and keep the rest open for a while each; what is pushed privately waits meanwhile. */
    PARTIAL_FILL(Limit.BOTH);

    /** What ends a fault. */
    enum Limit {
        /** Strikes. */
        COUNT,
        /** Wall clock. */
        TIME,
        /** Strikes or wall clock, one of the two. */
        EITHER,
        /** Strikes; the time is how long each of them lasts. */
        BOTH,
        /** It is over as soon as it is carried out. */
        AT_ONCE
    }

    private final Limit limit;

    FaultKind(Limit limit) {
        this.limit = limit;
    }

    Limit limit() {
        return limit;
    }

    /** The fields that it takes beside {@code kind}. */
    List<String> fields() {
        return switch (this) {
            case LATENCY, CLOCK_SKEW -> List.of("millis", "forMillis");
            case SERVER_ERROR -> List.of("count", "status", "processed");
            case REJECT -> List.of("count", "code");
            case DROP_SOCKETS -> List.of("target");
            case LOSE_ACK, LOSE_REQUEST -> List.of("count");
            case READ_ERROR, RATE_LIMITED, FORBIDDEN, PARTIAL_FILL -> List.of("count", "forMillis");
            case MAINTENANCE, OUTAGE, SILENT_PRIVATE, DUPLICATE_FRAMES, REORDER_FRAMES, FROZEN_MARKET ->
                List.of("forMillis");
        };
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<FaultKind> named(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst();
    }
}
