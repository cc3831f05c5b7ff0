package dev.tapedeck.strategy.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One random change at one place of a file. */
final class Mutation {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Without a line end: of the validator's own, {@code $} matches before it too, while that of JSON Schema does not. */
    private static final List<String> TEXTS = List.of(
            "",
            "x",
            "A b",
            "3",
            "0",
            "0.00",
            "1.5",
            "100",
            "100.0",
            "100.01",
            "0999.9",
            "1000",
            "1000.1",
            "1000000",
            "1000000.1",
            "-1",
            "1e2",
            "0000000000001",
            "1.0000000000001",
            "true",
            "LONG",
            "BETWEEN",
            "AT_MOST",
            "VOLATILITY",
            "COOL_DOWN",
            "LOW_PROFIT",
            "BTC_USDT",
            "btc_usdt",
            "rsi_14_60",
            "rsi_0_60",
            "position_age_seconds",
            "a".repeat(40),
            "a".repeat(41),
            "A".repeat(41),
            "x".repeat(2001));

    private static final List<BigDecimal> NUMBERS = numbers();
    private static final List<String> NAMES = List.of(
            "unknown",
            "upper",
            "forSeconds",
            "any",
            "all",
            "kind",
            "percent",
            "riskPercent",
            "indicator",
            "seconds",
            "trades",
            "perSymbol",
            "notionalUsdt",
            "sizing",
            "trailingActivationBps",
            "trailingStopBps",
            "maxEntriesPerEpisode",
            "Z1",
            "O1",
            "symbols");

    private static final BigDecimal TINY = new BigDecimal("1e-13");
    private static final List<String> INDICATORS =
            List.of("rsi_14_60", "rsi_0_60", "rsi", "no_such_60", "position_age_seconds", "position_size");
    private static final List<JsonNode> WRONG =
            List.of(JSON.nullNode(), JSON.arrayNode(), JSON.textNode("?!"), JSON.numberNode(-1_000_001));

    private final SplittableRandom random;

    Mutation(SplittableRandom random) {
        this.random = random;
    }

    /** Everything that is a bound of some field, and what is just beyond. */
    private static List<BigDecimal> numbers() {
        var numbers = new ArrayList<BigDecimal>();
        for (int bound : new int[] {0, 1, 10, 100, 200, 1_000, 3_600, 9_000, 100_000, 604_800, 1_000_000}) {
            for (String beside : List.of("-1", "0", "1", "0.5")) {
                numbers.add(new BigDecimal(bound).add(new BigDecimal(beside)));
            }
        }
        numbers.addAll(
                List.of(new BigDecimal("3.0"), new BigDecimal("-100"), new BigDecimal("-101"), new BigDecimal("1e30")));
        return numbers;
    }

    /** Changes the file and says how. */
    String apply(ObjectNode file) {
        List<JsonNode> containers = containers(file);
        // What compares fields with each other stands at the top.
        JsonNode container = containers.get(random.nextInt(3) == 0 ? 0 : random.nextInt(containers.size()));
        return container instanceof ArrayNode items ? change(items) : change((ObjectNode) container);
    }

    /** Changes the file by a mistake that brings no other and says how. */
    String applyOneMistake(ObjectNode file) {
        List<JsonNode> containers = containers(file);
        containers.removeIf(each -> !(each instanceof ObjectNode));
        ObjectNode object = (ObjectNode) containers.get(random.nextInt(containers.size()));
        String name = anyName(object);
        return switch (random.nextInt(3)) {
            case 0 -> {
                object.remove(name);
                yield "without " + name;
            }
            case 1 -> {
                object.put("unknown", 1);
                yield "unknown beside " + name;
            }
            default -> {
                JsonNode wrong = pick(WRONG);
                object.set(name, wrong);
                yield name + " = " + wrong;
            }
        };
    }

    private static List<JsonNode> containers(JsonNode root) {
        var found = new ArrayList<JsonNode>();
        if (root.isContainerNode()) {
            found.add(root);
            root.forEach(child -> found.addAll(containers(child)));
        }
        return found;
    }

    private String change(ArrayNode items) {
        return switch (random.nextInt(items.isEmpty() ? 2 : 4)) {
            case 0 -> {
                JsonNode added = value();
                items.add(added);
                yield "one more item " + added;
            }
            case 1 -> {
                items.removeAll();
                yield "no items";
            }
            case 2 -> {
                int times = pick(List.of(1, 7, 8, 31, 32, 200));
                for (int i = 0; i < times; i++) {
                    items.add(items.get(0).deepCopy());
                }
                yield "the first item " + times + " times more";
            }
            default -> {
                ObjectNode group = JSON.objectNode();
                group.putArray(random.nextBoolean() ? "any" : "all").add(items.get(0));
                items.set(0, group);
                yield "the first item in a group";
            }
        };
    }

    private String change(ObjectNode object) {
        int kind = object.isEmpty() ? 0 : random.nextInt(5);
        String name = kind == 0 ? pick(NAMES) : anyName(object);
        if (kind == 1) {
            object.remove(name);
            return "without " + name;
        }
        JsonNode before = object.path(name);
        if (name.equals("indicator") && random.nextBoolean()) {
            String other = pick(INDICATORS);
            object.put(name, other);
            return name + " = " + other;
        }
        boolean asText = kind == 2 && before.isNumber();
        JsonNode after = asText ? JSON.textNode(before.asText()) : before.isNumber() && kind == 3 ? number() : value();
        object.set(name, after);
        return name + " = " + after;
    }

    private String anyName(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? "unknown" : pick(names);
    }

    private JsonNode value() {
        return switch (random.nextInt(10)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.arrayNode();
            case 3 -> JSON.objectNode();
            case 4 -> JSON.arrayNode().add(1);
            case 5, 6 -> number();
            default -> JSON.textNode(pick(TEXTS));
        };
    }

    private JsonNode number() {
        return DecimalNode.valueOf(random.nextInt(4) == 0 ? TINY : pick(NUMBERS));
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
