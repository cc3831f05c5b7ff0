package dev.tapedeck.strategy.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.event.StrategyBounds;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;

/** Valid strategy files that use anything of the language, as the seed of the generator says. */
final class RandomStrategyFile {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> OPERATORS = List.of("GREATER_THAN", "AT_LEAST", "LESS_THAN", "AT_MOST");
    private static final List<String> INDICATORS = List.of(
            "price_momentum_60", "rsi_14_60", "TWPA_10_0_falling", "spread_bps", "buy_volume_surge_ratio_10_3600");
    private static final List<String> MEASURES =
            List.of("position_return_bps", "position_age_seconds", "position_drawdown_bps");
    private static final int WEEK = StrategyBounds.WEEK_SECONDS;

    private final SplittableRandom random;

    RandomStrategyFile(SplittableRandom random) {
        this.random = random;
    }

    ObjectNode next() {
        ObjectNode file = JSON.objectNode();
        file.put("id", random.nextBoolean() ? "a" : "rider-2");
        file.put("version", 1 + random.nextInt(1_000_000));
        if (random.nextBoolean()) {
            file.put("description", "what it does");
        }
        file.put("direction", random.nextBoolean() ? "LONG" : "SHORT");
        file.set("sections", sections());
        file.put("leverage", 1 + random.nextInt(3));
        file.put("maxSlippageBps", 1 + random.nextInt(1_000));
        file.put("stopLossBps", 1 + random.nextInt(3_333));
        file.put("entryTimeoutSeconds", 1 + random.nextInt(3_600));
        file.put("maxHoldSeconds", 1 + random.nextInt(WEEK));
        file.put("cooldownSeconds", random.nextInt(WEEK + 1));
        if (random.nextBoolean()) {
            amount(file, "notionalUsdt", 1_000_000);
        } else {
            file.set("sizing", sizing());
        }
        addOptional(file);
        return file;
    }

    private void addOptional(ObjectNode file) {
        if (random.nextBoolean()) {
            file.put("takeProfitBps", 1 + random.nextInt(100_000));
        }
        if (random.nextBoolean()) {
            file.put("trailingStopBps", 1 + random.nextInt(9_000));
            file.put("trailingActivationBps", 1 + random.nextInt(100_000));
        }
        if (random.nextBoolean()) {
            boolean mayBeSeveral = !file.at("/sections/Z1").isEmpty();
            file.put("maxEntriesPerEpisode", mayBeSeveral ? 1 + random.nextInt(10) : 1);
        }
        if (random.nextBoolean()) {
            ArrayNode protections = file.putArray("protections");
            for (int i = random.nextInt(8); i >= 0; i--) {
                protections.add(protection());
            }
        }
        if (random.nextBoolean()) {
            ArrayNode symbols = file.putArray("symbols");
            for (int i = random.nextInt(4); i >= 0; i--) {
                symbols.add("COIN" + i + "_USDT");
            }
        }
    }

    private ObjectNode sections() {
        ObjectNode sections = JSON.objectNode();
        sections.set("S1", members(INDICATORS, 1, 0));
        if (random.nextBoolean()) {
            sections.set("O1", members(INDICATORS, 0, 0));
        }
        if (random.nextBoolean()) {
            sections.set("Z1", members(INDICATORS, 0, 0));
        }
        boolean leavesByE1 = random.nextBoolean();
        sections.set(leavesByE1 ? "E1" : "ZE1", members(MEASURES, 1, 0));
        if (random.nextBoolean()) {
            sections.set(leavesByE1 ? "ZE1" : "E1", members(INDICATORS, 0, 0));
        }
        return sections;
    }

    private ArrayNode members(List<String> indicators, int least, int depth) {
        ArrayNode members = JSON.arrayNode();
        int count = least + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            boolean isGroup = depth < StrategyBounds.GROUP_DEPTH_MAX && random.nextInt(3) == 0;
            members.add(isGroup ? group(indicators, depth) : condition(indicators));
        }
        return members;
    }

    private ObjectNode group(List<String> indicators, int depth) {
        ObjectNode group = JSON.objectNode();
        group.set(random.nextBoolean() ? "any" : "all", members(indicators, 1, depth + 1));
        return group;
    }

    private ObjectNode condition(List<String> indicators) {
        ObjectNode condition = JSON.objectNode();
        condition.put("indicator", pick(indicators));
        double value = random.nextInt(-1_000, 1_000) / 8.0;
        if (random.nextInt(4) == 0) {
            condition.put("operator", "BETWEEN").put("value", value).put("upper", value + random.nextInt(3));
        } else {
            condition.put("operator", pick(OPERATORS)).put("value", value);
        }
        if (random.nextInt(4) == 0) {
            condition.put("forSeconds", 1 + random.nextInt(StrategyBounds.FOR_SECONDS_MAX));
        }
        return condition;
    }

    private ObjectNode sizing() {
        ObjectNode sizing = JSON.objectNode();
        switch (random.nextInt(3)) {
            case 0 -> amount(sizing.put("kind", "PERCENT_OF_EQUITY"), "percent", 1_000);
            case 1 -> amount(sizing.put("kind", "LIQUIDATION_DISTANCE"), "riskPercent", 100);
            default -> {
                amount(sizing.put("kind", "VOLATILITY").put("indicator", "volatility_300"), "riskPercent", 100);
                amount(sizing, "maxPercentOfEquity", 1_000);
            }
        }
        return sizing;
    }

    private ObjectNode protection() {
        ObjectNode protection = JSON.objectNode();
        switch (random.nextInt(4)) {
            case 0 -> protection.put("kind", "COOL_DOWN").put("seconds", 1 + random.nextInt(WEEK));
            case 1 -> lookback(protection.put("kind", "STOP_LOSS_GUARD")).put("perSymbol", random.nextBoolean());
            case 2 -> amount(lookback(protection.put("kind", "MAX_DRAWDOWN")), "drawdownPercent", 100);
            default -> lookback(protection.put("kind", "LOW_PROFIT")).put("profitPercent", random.nextInt(-100, 101));
        }
        return protection;
    }

    private ObjectNode lookback(ObjectNode protection) {
        return protection
                .put("lookbackSeconds", 1 + random.nextInt(WEEK))
                .put("trades", 1 + random.nextInt(StrategyBounds.TRADES_MAX))
                .put("pauseSeconds", 1 + random.nextInt(WEEK));
    }

    /** A number or the same as text. */
    private void amount(ObjectNode object, String name, int max) {
        BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(max * 100), 2);
        if (random.nextBoolean()) {
            object.put(name, amount);
        } else {
            object.put(name, amount.toPlainString());
        }
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
