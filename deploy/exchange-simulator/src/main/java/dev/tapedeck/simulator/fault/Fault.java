package dev.tapedeck.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A fault as it was asked for, checked.
 *
 * @param count strikes, 0 when it lasts for a time instead
 * @param forMillis wall clock, 0 when it lasts for strikes only
 * @param millis of latency or clock skew
 * @param status of HTTP
 * @param processed whether orders are taken all the same
 * @param code the venue's
 */
public record Fault(
        FaultKind kind,
        int count,
        long forMillis,
        long millis,
        int status,
        boolean processed,
        int code,
        String target) {
    private static final int COUNT_MAX = 1_000;
    private static final long FOR_MILLIS_MAX = 600_000;
    private static final long LATENCY_MILLIS_MAX = 30_000;
    private static final long SKEW_MILLIS_MAX = 3_600_000;
    private static final List<String> TARGETS = List.of("public", "private", "all");

    /**
     * Reads a fault.
     *
     * @throws IllegalArgumentException with what was expected and what it was
     */
    public static Fault of(JsonNode body) {
        String name = body.path("kind").asText();
        FaultKind kind = FaultKind.named(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("kind must be one of " + names() + "; was '" + name + "'"));
        var fault = new Fault(
                kind,
                (int) number(body, "count", 0, COUNT_MAX),
                number(body, "forMillis", 0, FOR_MILLIS_MAX),
                number(body, "millis", -SKEW_MILLIS_MAX, SKEW_MILLIS_MAX),
                (int) number(body, "status", 0, 599),
                body.path("processed").asBoolean(false),
                (int) number(body, "code", 0, Integer.MAX_VALUE),
                body.path("target").asText(""));
        fault.check();
        return fault;
    }

    private static long number(JsonNode body, String name, long least, long most) {
        JsonNode value = body.path(name);
        if (value.isMissingNode()) {
            return 0;
        }
        if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
            throw new IllegalArgumentException(
                    name + " must be a whole number from " + least + " to " + most + ", was " + value);
        }
        return value.asLong();
    }

    private void check() {
        switch (kind) {
            case LATENCY -> {
                require(millis > 0 && millis <= LATENCY_MILLIS_MAX, "millis must be 1 to " + LATENCY_MILLIS_MAX);
                requireTime();
            }
            case LOSE_ACK, LOSE_REQUEST -> requireCount();
            case SERVER_ERROR -> {
                requireCount();
                require(status >= 500 && status <= 504, "status must be 500 to 504");
            }
            case REJECT -> {
                requireCount();
                require(code > 0, "code must be given");
            }
            case CLOCK_SKEW -> {
                require(millis != 0, "millis must be given");
                requireTime();
            }
            case DROP_SOCKETS -> require(TARGETS.contains(target), "target must be one of " + TARGETS);
            case READ_ERROR, RATE_LIMITED, FORBIDDEN ->
                require(count > 0 || forMillis > 0, "count or forMillis must be given");
            case PARTIAL_FILL -> {
                requireCount();
                requireTime();
            }
            case MAINTENANCE, OUTAGE, SILENT_PRIVATE, DUPLICATE_FRAMES, REORDER_FRAMES, FROZEN_MARKET -> requireTime();
        }
    }

    private void requireCount() {
        require(count > 0, "count must be 1 to " + COUNT_MAX);
    }

    private void requireTime() {
        require(forMillis > 0, "forMillis must be 1 to " + FOR_MILLIS_MAX);
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule + " for " + kind.wireName() + ", was " + this);
        }
    }

    private static String names() {
        return Arrays.stream(FaultKind.values()).map(FaultKind::wireName).collect(Collectors.joining(", "));
    }
}
