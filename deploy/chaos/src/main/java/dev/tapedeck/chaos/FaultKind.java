package dev.tapedeck.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** What can be broken. The name on the command line is the constant's, in lower case with dashes. */
enum FaultKind {
    KILL,
    /** The order service, while an order is under way. */
    KILL_IN_FLIGHT,
    PAUSE,
    BROKER_RESTART,
    LATENCY,
    LOSE_ACK,
    LOSE_REQUEST,
    SERVER_ERROR,
    READ_ERROR,
    RATE_LIMITED,
    FORBIDDEN,
    MAINTENANCE,
    REJECT,
    CLOCK_SKEW,
    OUTAGE,
    DROP_SOCKETS,
    SILENT_PRIVATE,
    DUPLICATE_FRAMES,
    REORDER_FRAMES,
    FROZEN_MARKET,
    PARTIAL_FILL,
    EXTERNAL_OPEN,
    EXTERNAL_CLOSE,
    LIQUIDATE;

    private static final List<Integer> REJECT_CODES = List.of(2005, 2008, 1002, 2007);

    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whether it strikes a process of ours; the others strike at the venue. */
    boolean strikesProcess() {
        return this == KILL || this == KILL_IN_FLIGHT || this == PAUSE || this == BROKER_RESTART;
    }

    /** Returns whether it moves a position behind our back. */
    boolean movesPosition() {
        return this == EXTERNAL_OPEN || this == EXTERNAL_CLOSE || this == LIQUIDATE;
    }

    /** Returns what the simulator is told, drawn from the generator. Meaningless for what strikes a process or moves a position. */
    ObjectNode parameters(RandomGenerator random) {
        ObjectNode fault = JsonNodeFactory.instance.objectNode().put("kind", wireName());
        return switch (this) {
            case LATENCY ->
                fault.put("millis", random.nextInt(200, 3_000)).put("forMillis", random.nextInt(2_000, 6_000));
            case LOSE_ACK, LOSE_REQUEST, FORBIDDEN -> fault.put("count", random.nextInt(1, 4));
            case SERVER_ERROR ->
                fault.put("count", random.nextInt(1, 4))
                        .put("status", 500 + random.nextInt(5))
                        .put("processed", random.nextBoolean());
            case RATE_LIMITED -> fault.put("count", random.nextInt(1, 6));
            case REJECT ->
                fault.put("count", random.nextInt(1, 3))
                        .put("code", REJECT_CODES.get(random.nextInt(REJECT_CODES.size())));
            case CLOCK_SKEW ->
                fault.put("millis", (random.nextBoolean() ? 1 : -1) * random.nextInt(15_000, 30_000))
                        .put("forMillis", random.nextInt(2_000, 6_000));
            case OUTAGE, FROZEN_MARKET -> fault.put("forMillis", random.nextInt(2_000, 10_000));
            case DROP_SOCKETS ->
                fault.put("target", List.of("public", "private", "all").get(random.nextInt(3)));
            case READ_ERROR, MAINTENANCE, SILENT_PRIVATE, DUPLICATE_FRAMES, REORDER_FRAMES ->
                fault.put("forMillis", random.nextInt(2_000, 6_000));
            case PARTIAL_FILL ->
                fault.put("count", random.nextInt(1, 4)).put("forMillis", random.nextInt(1_000, 4_000));
            case KILL, KILL_IN_FLIGHT, PAUSE, BROKER_RESTART, EXTERNAL_OPEN, EXTERNAL_CLOSE, LIQUIDATE -> fault;
        };
    }
}
