package dev.tapedeck.gateway.in;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.contracts.event.IndicatorVariant;
import dev.tapedeck.contracts.event.Protection;
import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.Sizing;
import dev.tapedeck.contracts.event.StrategyBounds;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks the strategies and symbols that a user sends. Afterwards the strategy fits its record, and no number in it is out of bounds. */
final class StrategyRequests {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern GROUP = Pattern.compile("(any|all)[0-9]{1,2}");

    private StrategyRequests() {}

    /** Returns the symbols of the request; notes what is none or named twice. */
    static List<Symbol> symbols(JsonFields request) {
        var symbols = new ArrayList<Symbol>();
        List<JsonNode> nodes = request.array("symbols", 1, StrategyBounds.SYMBOLS_MAX);
        for (int i = 0; i < nodes.size(); i++) {
            String text = nodes.get(i).isTextual() ? nodes.get(i).textValue() : "";
            String name = "symbols[" + i + "]";
            if (!StrategyBounds.SYMBOL.matcher(text).matches()) {
                request.note(name, "must match " + StrategyBounds.SYMBOL + ", was " + nodes.get(i));
            } else if (symbols.contains(Symbol.of(text))) {
                request.note(name, "must not be named twice, was '" + text + "'");
            } else {
                symbols.add(Symbol.of(text));
            }
        }
        return symbols;
    }

    /** Notes everything that is wrong with a strategy. */
    static void check(JsonFields strategy) {
        strategy.only(
                "id",
                "version",
                "description",
                "direction",
                "sections",
                "notional",
                "leverage",
                "maxSlippageBps",
                "stopLossBps",
                "entryTimeoutSeconds",
                "maxHoldSeconds",
                "cooldownSeconds",
                "sizing",
                "takeProfitBps",
                "trailingStopBps",
                "trailingActivationBps",
                "maxEntriesPerEpisode",
                "protections",
                "symbols");
        strategy.text("id", StrategyBounds.ID);
        strategy.whole("version", 1, StrategyBounds.VERSION_MAX);
        if (strategy.has("description")) {
            strategy.text("description", StrategyBounds.DESCRIPTION);
        }
        strategy.oneOf("direction", Direction.class);
        checkSections(strategy.object("sections"));
        checkSize(strategy);
        strategy.whole("leverage", 1, StrategyBounds.LEVERAGE_MAX);
        strategy.whole("maxSlippageBps", 1, StrategyBounds.SLIPPAGE_BPS_MAX);
        strategy.whole("stopLossBps", 1, StrategyBounds.STOP_BPS_MAX).ifPresent(stop -> checkStop(strategy, stop));
        strategy.whole("entryTimeoutSeconds", 1, StrategyBounds.ENTRY_TIMEOUT_SECONDS_MAX);
        strategy.whole("maxHoldSeconds", 1, StrategyBounds.WEEK_SECONDS);
        strategy.whole("cooldownSeconds", 0, StrategyBounds.WEEK_SECONDS);
        checkStops(strategy);
        if (strategy.has("maxEntriesPerEpisode")) {
            strategy.whole("maxEntriesPerEpisode", 1, StrategyBounds.ENTRIES_MAX)
                    .filter(entries -> entries > 1 && isEmpty(strategy.object("sections"), Section.Z1))
                    .ifPresent(entries -> strategy.note("maxEntriesPerEpisode", "must be 1 when Z1 has no conditions"));
        }
        if (strategy.has("protections")) {
            strategy.objects("protections", 1, StrategyBounds.PROTECTIONS_MAX)
                    .forEach(StrategyRequests::checkProtection);
        }
        if (strategy.has("symbols")) {
            symbols(strategy);
        }
    }

    private static void checkSections(JsonFields sections) {
        String[] known = Stream.of(Section.values()).map(Section::name).toArray(String[]::new);
        sections.only(known);
        for (String name : known) {
            if (sections.has(name)) {
                boolean holds = name.equals(Section.ZE1.name()) || name.equals(Section.E1.name());
                sections.objects(name, 0, StrategyBounds.CONDITIONS_MAX)
                        .forEach(condition -> checkCondition(condition, holds));
            }
        }
        if (isEmpty(sections, Section.S1)) {
            sections.note("S1", "must have a condition: nothing would ever be detected");
        }
        if (isEmpty(sections, Section.ZE1) && isEmpty(sections, Section.E1)) {
            sections.note("ZE1", "must have a condition, or E1 must: a position would never be closed by one");
        }
    }

    private static boolean isEmpty(JsonFields sections, Section section) {
        return sections.node().path(section.name()).isEmpty();
    }

    /** @param holds whether there is a position when the section is asked */
    private static void checkCondition(JsonFields condition, boolean holds) {
        condition.only("indicator", "operator", "value", "upper", "forSeconds", "group");
        condition.text("indicator", NAME).ifPresent(name -> checkIndicator(condition, name, holds));
        Optional<Operator> operator = condition.oneOf("operator", Operator.class);
        Optional<Double> value = condition.number("value");
        if (operator.isPresent() && operator.get() == Operator.BETWEEN) {
            Optional<Double> upper = condition.number("upper");
            if (value.isPresent() && upper.isPresent() && upper.get() < value.get()) {
                condition.note("upper", "must be >= value " + value.get() + ", was " + upper.get());
            }
        } else if (condition.has("upper")) {
            condition.note("upper", "belongs to BETWEEN only");
        }
        if (condition.has("forSeconds")) {
            condition.whole("forSeconds", 1, StrategyBounds.FOR_SECONDS_MAX);
        }
        if (condition.has("group")) {
            checkGroup(condition);
        }
    }

    private static void checkGroup(JsonFields condition) {
        List<JsonNode> groups = condition.array("group", 1, StrategyBounds.GROUP_DEPTH_MAX);
        for (int i = 0; i < groups.size(); i++) {
            if (!GROUP.matcher(groups.get(i).asText()).matches()) {
                condition.note("group[" + i + "]", "must match " + GROUP + ", was " + groups.get(i));
            }
        }
    }

    private static void checkIndicator(JsonFields condition, String name, boolean holds) {
        if (!name.startsWith(IndicatorVariant.POSITION_PREFIX)) {
            checkVariant(condition, name);
        } else if (!StrategyBounds.POSITION_MEASURES.contains(name)) {
            condition.note("indicator", "must be one of " + StrategyBounds.POSITION_MEASURES + ", was '" + name + "'");
        } else if (!holds) {
            condition.note("indicator", "must be an indicator where there is no position, was '" + name + "'");
        }
    }

    private static void checkVariant(JsonFields fields, String name) {
        try {
            IndicatorVariant.parse(name);
        } catch (IllegalArgumentException unknown) {
            fields.note("indicator", String.valueOf(unknown.getMessage()));
        }
    }

    private static void checkSize(JsonFields strategy) {
        if (strategy.has("notional") && strategy.has("sizing")) {
            strategy.note("notional", "must be absent beside sizing");
        } else if (strategy.has("sizing")) {
            checkSizing(strategy.object("sizing"));
        } else {
            strategy.amount("notional", StrategyBounds.NOTIONAL_MAX);
        }
    }

    private static void checkSizing(JsonFields sizing) {
        Optional<Sizing.Kind> kind = sizing.oneOf("kind", Sizing.Kind.class);
        if (kind.isEmpty()) {
            return;
        }
        switch (kind.get()) {
            case PERCENT_OF_EQUITY -> {
                sizing.only("kind", "percent");
                sizing.amount("percent", StrategyBounds.SHARE_PERCENT_MAX);
            }
            case LIQUIDATION_DISTANCE -> {
                sizing.only("kind", "riskPercent");
                sizing.amount("riskPercent", StrategyBounds.PERCENT_MAX);
            }
            case VOLATILITY -> {
                sizing.only("kind", "riskPercent", "indicator", "maxPercentOfEquity");
                sizing.amount("riskPercent", StrategyBounds.PERCENT_MAX);
                sizing.text("indicator", NAME).ifPresent(name -> checkVariant(sizing, name));
                sizing.amount("maxPercentOfEquity", StrategyBounds.SHARE_PERCENT_MAX);
            }
        }
    }

    private static void checkStop(JsonFields strategy, long stopBps) {
        long leverage = strategy.node().path("leverage").asLong();
        if (stopBps * leverage >= StrategyBounds.MARGIN_BPS) {
            strategy.note(
                    "stopLossBps",
                    "must be less than " + Math.ceilDiv(StrategyBounds.MARGIN_BPS, leverage) + ", where leverage "
                            + leverage + " has lost its margin, was " + stopBps);
        }
    }

    private static void checkStops(JsonFields strategy) {
        if (strategy.has("takeProfitBps")) {
            strategy.whole("takeProfitBps", 1, StrategyBounds.PROFIT_BPS_MAX);
        }
        if (strategy.has("trailingStopBps")) {
            strategy.whole("trailingStopBps", 1, StrategyBounds.STOP_BPS_MAX);
        }
        if (strategy.has("trailingActivationBps")) {
            strategy.whole("trailingActivationBps", 1, StrategyBounds.PROFIT_BPS_MAX);
            if (!strategy.has("trailingStopBps")) {
                strategy.note("trailingActivationBps", "needs trailingStopBps beside it");
            }
        }
    }

    private static void checkProtection(JsonFields protection) {
        Optional<Protection.Kind> kind = protection.oneOf("kind", Protection.Kind.class);
        if (kind.isEmpty()) {
            return;
        }
        switch (kind.get()) {
            case COOL_DOWN -> {
                protection.only("kind", "seconds");
                protection.whole("seconds", 1, StrategyBounds.WEEK_SECONDS);
            }
            case STOP_LOSS_GUARD -> {
                checkLookback(protection, "perSymbol");
                if (protection.has("perSymbol")) {
                    protection.flag("perSymbol");
                }
            }
            case MAX_DRAWDOWN -> {
                checkLookback(protection, "drawdownPercent");
                protection.amount("drawdownPercent", StrategyBounds.PERCENT_MAX);
            }
            case LOW_PROFIT -> {
                checkLookback(protection, "profitPercent");
                protection.signed("profitPercent", StrategyBounds.PERCENT_MAX);
            }
        }
    }

    private static void checkLookback(JsonFields protection, String own) {
        protection.only("kind", "lookbackSeconds", "trades", "pauseSeconds", own);
        protection.whole("lookbackSeconds", 1, StrategyBounds.WEEK_SECONDS);
        protection.whole("trades", 1, StrategyBounds.TRADES_MAX);
        protection.whole("pauseSeconds", 1, StrategyBounds.WEEK_SECONDS);
    }
}
