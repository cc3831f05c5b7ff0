package dev.tapedeck.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.simulator.wire.Json;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A fault as it was asked for, checked: it has what its kind needs, nothing else, and ends by itself.
 *
 * @param count strikes, 0 when it lasts for a time instead
 * @param forMillis wall clock, 0 when it lasts for strikes only
 * @param millis of latency or clock skew
 * @param status of HTTP
 * @param processed whether orders are taken all the same
 * @param code the venue's
 * @param target which sockets, empty for other kinds
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
    private static final int STATUS_MIN = 500;
    private static final int STATUS_MAX = 504;
    private static final int CODE_MAX = 99_999;
    private static final List<String> TARGETS = List.of("public", "private", "all");

    /**
     * Reads a fault.
     *
     * @param body null when it was no JSON
     * @throws IllegalArgumentException with what was expected and what it was
     */
    public static Fault of(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw new IllegalArgumentException(
                    "the body must be a JSON object with a kind, one of " + names() + "; was " + body);
        }
        String name = body.path("kind").asText();
        FaultKind kind = FaultKind.named(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("kind must be one of " + names() + "; was '" + name + "'"));
        checkNames(body, kind);
        checkLimit(body, kind);
        return new Fault(
                kind,
                (int) number(body, kind, "count", 1, COUNT_MAX),
                number(body, kind, "forMillis", 1, FOR_MILLIS_MAX),
                kind == FaultKind.CLOCK_SKEW ? skew(body, kind) : number(body, kind, "millis", 1, LATENCY_MILLIS_MAX),
                (int) number(body, kind, "status", STATUS_MIN, STATUS_MAX),
                flag(body, kind),
                (int) number(body, kind, "code", 1, CODE_MAX),
                target(body, kind));
    }

    private static void checkNames(JsonNode body, FaultKind kind) {
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals("kind") && !kind.fields().contains(name)) {
                throw new IllegalArgumentException("the fields of " + kind.wireName() + " must be of kind, "
                        + String.join(", ", kind.fields()) + "; was '" + name + "'");
            }
        });
    }

    private static void checkLimit(JsonNode body, FaultKind kind) {
        if (kind.limit() == FaultKind.Limit.EITHER && body.has("count") == body.has("forMillis")) {
            throw new IllegalArgumentException(
                    "the end of " + kind.wireName() + " must be given as count or as forMillis, was " + body);
        }
    }

    /** Whether a field has to be there; of two limits one may be left out. */
    private static boolean isDue(JsonNode body, FaultKind kind, String name) {
        boolean isLimit = name.equals("count") || name.equals("forMillis");
        boolean isOptional = isLimit && kind.limit() == FaultKind.Limit.EITHER && !body.has(name);
        return kind.fields().contains(name) && !isOptional;
    }

    private static long number(JsonNode body, FaultKind kind, String name, long least, long most) {
        if (!isDue(body, kind, name)) {
            return 0;
        }
        JsonNode value = body.path(name);
        boolean isWhole = value.isIntegralNumber() && value.canConvertToLong();
        if (!isWhole || value.asLong() < least || value.asLong() > most) {
            throw new IllegalArgumentException(name + " must be a whole number from " + least + " to " + most + " for "
                    + kind.wireName() + ", was " + shown(value));
        }
        return value.asLong();
    }

    private static long skew(JsonNode body, FaultKind kind) {
        long millis = number(body, kind, "millis", -SKEW_MILLIS_MAX, SKEW_MILLIS_MAX);
        if (millis == 0) {
            throw new IllegalArgumentException("millis must be other than 0 for " + kind.wireName() + ", was 0");
        }
        return millis;
    }

    private static boolean flag(JsonNode body, FaultKind kind) {
        JsonNode value = body.path("processed");
        if (isDue(body, kind, "processed") && !value.isBoolean()) {
            throw new IllegalArgumentException(
                    "processed must be true or false for " + kind.wireName() + ", was " + shown(value));
        }
        return value.asBoolean(false);
    }

    private static String target(JsonNode body, FaultKind kind) {
        JsonNode value = body.path("target");
        if (isDue(body, kind, "target") && !TARGETS.contains(value.asText())) {
            throw new IllegalArgumentException("target must be one of " + TARGETS + ", was " + shown(value));
        }
        return value.asText("");
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "absent" : value.toString();
    }

    private static String names() {
        return Arrays.stream(FaultKind.values()).map(FaultKind::wireName).collect(Collectors.joining(", "));
    }

    /** The fault as it was asked for. */
    ObjectNode json() {
        ObjectNode json = Json.object().put("kind", kind.wireName());
        for (String field : kind.fields()) {
            switch (field) {
                case "count" -> putUnlessZero(json, field, count);
                case "forMillis" -> putUnlessZero(json, field, forMillis);
                case "millis" -> json.put(field, millis);
                case "status" -> json.put(field, status);
                case "processed" -> json.put(field, processed);
                case "code" -> json.put(field, code);
                case "target" -> json.put(field, target);
                default -> throw new IllegalStateException("every field must be shown, was " + field);
            }
        }
        return json;
    }

    private static void putUnlessZero(ObjectNode json, String field, long value) {
        if (value != 0) {
            json.put(field, value);
        }
    }
}
