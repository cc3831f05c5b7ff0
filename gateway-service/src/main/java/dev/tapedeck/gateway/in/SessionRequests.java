package dev.tapedeck.gateway.in;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.IndicatorVariant;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.core.SessionOrder;
import dev.tapedeck.gateway.in.Problem.FieldError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what users send about sessions. Everything that is wrong with a request is said at once, each with its JSON path. */
final class SessionRequests {
    private static final int SYMBOLS_MAX = 200;
    private static final int STRATEGIES_MAX = 50;
    private static final int CONDITIONS_MAX = 50;
    private static final int LEVERAGE_MAX = 200;
    private static final int BPS_MAX = 10_000;
    private static final int ORDERS_PER_MINUTE_MAX = 100_000;
    private static final long DAY_SECONDS = 86_400;
    private static final Pattern SESSION_ID = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9][A-Z0-9_-]{0,39}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern FREE_TEXT = Pattern.compile("[^\\p{Cntrl}]{1,500}");

    private SessionRequests() {}

    /** Returns the session that the body asks for; throws {@link RequestRefused} when it is malformed or a part of it is wrong. */
    static SessionOrder start(byte[] body, String user) {
        JsonNode json = parse(body);
        var errors = new ArrayList<FieldError>();
        JsonFields request = JsonFields.of(json, "$", errors);
        request.only("sessionId", "mode", "symbols", "strategies", "initialBalanceUsdt", "limits");
        Optional<String> sessionId =
                request.has("sessionId") ? request.text("sessionId", SESSION_ID) : Optional.empty();
        Optional<Mode> mode = request.oneOf("mode", Mode.class);
        List<Symbol> symbols = symbols(request, errors);
        checkStrategies(request, errors);
        Optional<Usdt> balance = request.amount("initialBalanceUsdt").map(Usdt::new);
        if (request.has("limits")) {
            checkLimits(request.object("limits"));
        }
        refuse(errors);
        return new SessionOrder(
                user,
                sessionId.orElse(null),
                mode.orElseThrow(),
                symbols,
                strategies(json),
                balance.orElseThrow(),
                limits(json));
    }

    /** Returns why the session is to be stopped. */
    static String stop(byte[] body) {
        var errors = new ArrayList<FieldError>();
        JsonFields request = JsonFields.of(parse(body), "$", errors);
        request.only("why");
        Optional<String> why = request.text("why", FREE_TEXT);
        refuse(errors);
        return why.orElseThrow();
    }

    private static List<Symbol> symbols(JsonFields request, List<FieldError> errors) {
        var symbols = new ArrayList<Symbol>();
        List<JsonNode> nodes = request.array("symbols", 1, SYMBOLS_MAX);
        for (int i = 0; i < nodes.size(); i++) {
            String text = nodes.get(i).isTextual() ? nodes.get(i).textValue() : "";
            String path = request.path("symbols[" + i + "]");
            if (!SYMBOL.matcher(text).matches()) {
                errors.add(new FieldError(path, "must match " + SYMBOL + ", was " + nodes.get(i)));
            } else if (symbols.contains(Symbol.of(text))) {
                errors.add(new FieldError(path, "must not be named twice, was '" + text + "'"));
            } else {
                symbols.add(Symbol.of(text));
            }
        }
        return symbols;
    }

    private static void checkStrategies(JsonFields request, List<FieldError> errors) {
        List<JsonNode> nodes = request.array("strategies", 1, STRATEGIES_MAX);
        var ids = new HashSet<String>();
        for (int i = 0; i < nodes.size(); i++) {
            JsonFields strategy = JsonFields.of(nodes.get(i), request.path("strategies[" + i + "]"), errors);
            checkStrategy(strategy, errors);
            String id = nodes.get(i).path("id").asText();
            if (!ids.add(id)) {
                strategy.note("id", "must not be used twice, was '" + id + "'");
            }
        }
    }

    private static void checkStrategy(JsonFields strategy, List<FieldError> errors) {
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
                "cooldownSeconds");
        strategy.text("id", NAME);
        strategy.whole("version", 1, Integer.MAX_VALUE);
        if (strategy.has("description")) {
            strategy.text("description", FREE_TEXT);
        }
        strategy.oneOf("direction", Direction.class);
        checkSections(strategy.object("sections"), errors);
        strategy.amount("notional");
        strategy.whole("leverage", 1, LEVERAGE_MAX);
        strategy.whole("maxSlippageBps", 1, BPS_MAX);
        strategy.whole("stopLossBps", 1, BPS_MAX);
        strategy.whole("entryTimeoutSeconds", 1, DAY_SECONDS);
        strategy.whole("maxHoldSeconds", 1, 365 * DAY_SECONDS);
        strategy.whole("cooldownSeconds", 0, 365 * DAY_SECONDS);
    }

    private static void checkSections(JsonFields sections, List<FieldError> errors) {
        String[] known = Stream.of(Section.values()).map(Section::name).toArray(String[]::new);
        sections.only(known);
        for (String name : known) {
            if (sections.has(name)) {
                List<JsonNode> conditions = sections.array(name, 0, CONDITIONS_MAX);
                for (int i = 0; i < conditions.size(); i++) {
                    String path = sections.path(name + "[" + i + "]");
                    checkCondition(JsonFields.of(conditions.get(i), path, errors));
                }
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

    private static void checkCondition(JsonFields condition) {
        condition.only("indicator", "operator", "value", "upper");
        condition.text("indicator", NAME).ifPresent(name -> checkIndicator(condition, name));
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
    }

    private static void checkIndicator(JsonFields condition, String name) {
        if (name.startsWith(IndicatorVariant.POSITION_PREFIX)) {
            return;
        }
        try {
            IndicatorVariant.parse(name);
        } catch (IllegalArgumentException unknown) {
            condition.note("indicator", String.valueOf(unknown.getMessage()));
        }
    }

    private static void checkLimits(JsonFields limits) {
        for (String name : limits.names()) {
            switch (name) {
                case "maxPositionNotional", "strategyBudget" -> limits.amount(name);
                case "maxLeverage" -> limits.whole(name, 1, LEVERAGE_MAX);
                case "maxOpenPositions" -> limits.whole(name, 1, SYMBOLS_MAX);
                case "maxConcentrationBps",
                        "maxDailyLossBps",
                        "maxDrawdownBps",
                        "maxPortfolioRiskBps",
                        "maxMarginUtilisationBps",
                        "maxSlippageBps",
                        "maxHeldConcentrationBps" -> limits.whole(name, 1, BPS_MAX);
                case "maxOrdersPerMinutePerStrategy", "maxOrdersPerMinute", "maxConsecutiveFailures" ->
                    limits.whole(name, 1, ORDERS_PER_MINUTE_MAX);
                default -> limits.note(name, "is not a limit");
            }
        }
    }

    private static List<StrategyDefinition> strategies(JsonNode json) {
        var strategies = new ArrayList<StrategyDefinition>();
        json.path("strategies").forEach(node -> strategies.add(convert(node, StrategyDefinition.class)));
        return strategies;
    }

    private static RiskLimits limits(JsonNode json) {
        ObjectNode limits = Json.MAPPER.valueToTree(RiskLimits.DEFAULTS);
        if (json.path("limits") instanceof ObjectNode given) {
            limits.setAll(given);
        }
        return convert(limits, RiskLimits.class);
    }

    private static <T> T convert(JsonNode checked, Class<T> type) {
        try {
            return Json.MAPPER.treeToValue(checked, type);
        } catch (JsonProcessingException notChecked) {
            throw new RequestRefused(
                    400, "the request must fit " + type.getSimpleName() + ": " + notChecked.getOriginalMessage());
        }
    }

    /** Returns the body as JSON; throws {@link RequestRefused} when it is none. */
    static JsonNode parse(byte[] body) {
        try {
            JsonNode json = Json.MAPPER.readTree(body);
            if (json == null || json.isMissingNode()) {
                throw new RequestRefused(400, "the body must be a JSON object, was empty");
            }
            return json;
        } catch (JsonProcessingException malformed) {
            var at = malformed.getLocation();
            String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new RequestRefused(400, "the body must be JSON: " + malformed.getOriginalMessage() + place);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Throws when something is wrong, with all that is. */
    static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new RequestRefused(400, errors.size() + " part(s) of the request are wrong", errors);
        }
    }
}
