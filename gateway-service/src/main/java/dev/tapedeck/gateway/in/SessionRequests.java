package dev.tapedeck.gateway.in;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.codec.Json;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.contracts.event.StrategyBounds;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.core.SessionDecider;
import dev.tapedeck.gateway.core.SessionOrder;
import dev.tapedeck.gateway.in.Problem.FieldError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what users send about sessions. Everything that is wrong with a request is said at once, each with its JSON path. */
final class SessionRequests {
    private static final int BPS_MAX = 10_000;
    private static final int ORDERS_PER_MINUTE_MAX = 100_000;
    private static final Pattern SESSION_ID = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern FREE_TEXT = Pattern.compile("[^\\p{Cntrl}]{1,500}");

    private SessionRequests() {}

    /** Returns the session that the body asks for; throws {@link RequestRefused} when it is malformed or a part of it is wrong. */
    static SessionOrder start(byte[] body, String user) {
        JsonNode json = parse(body);
        var errors = new ArrayList<FieldError>();
        JsonFields request = JsonFields.of(json, "$", errors);
        request.only("sessionId", "mode", "symbols", "strategies", "initialBalanceUsdt", "limits", "confirm");
        Optional<String> sessionId =
                request.has("sessionId") ? request.text("sessionId", SESSION_ID) : Optional.empty();
        Optional<Mode> mode = request.oneOf("mode", Mode.class);
        List<Symbol> symbols = StrategyRequests.symbols(request);
        checkStrategies(request);
        Optional<Usdt> balance = request.amount("initialBalanceUsdt").map(Usdt::new);
        if (request.has("limits")) {
            checkLimits(request.object("limits"));
        }
        if (mode.isPresent() && mode.get() == Mode.LIVE) {
            Confirmation.check(request, "LIVE", true);
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
    static String stop(byte[] body, boolean isLive) {
        var errors = new ArrayList<FieldError>();
        JsonFields request = JsonFields.of(parse(body), "$", errors);
        request.only("why", "confirm");
        Optional<String> why = request.text("why", FREE_TEXT);
        Confirmation.check(request, "STOP", isLive);
        refuse(errors);
        return why.orElseThrow();
    }

    /** Returns the definition that the session is to go on with, and why. */
    static StrategyChange change(byte[] body, String strategyId, boolean isLive) {
        JsonNode json = parse(body);
        var errors = new ArrayList<FieldError>();
        JsonFields request = JsonFields.of(json, "$", errors);
        request.only("strategy", "why", "confirm");
        JsonFields strategy = request.object("strategy");
        StrategyRequests.check(strategy);
        JsonNode id = strategy.node().path("id");
        if (id.isTextual() && !id.textValue().equals(strategyId)) {
            strategy.note("id", "must be the path's '" + strategyId + "', was '" + id.textValue() + "'");
        }
        Optional<String> why = request.text("why", FREE_TEXT);
        Confirmation.check(request, "CHANGE", isLive);
        refuse(errors);
        return new StrategyChange(convert(json.path("strategy"), StrategyDefinition.class), why.orElseThrow());
    }

    /** Returns the definition that the body is. */
    static StrategyDefinition strategy(byte[] body) {
        JsonNode json = parse(body);
        var errors = new ArrayList<FieldError>();
        StrategyRequests.check(JsonFields.of(json, "$", errors));
        refuse(errors);
        return convert(json, StrategyDefinition.class);
    }

    /** A definition and why it is to count from here on. */
    record StrategyChange(StrategyDefinition definition, String why) {}

    private static void checkStrategies(JsonFields request) {
        var ids = new HashSet<String>();
        for (JsonFields strategy : request.objects("strategies", 1, SessionDecider.STRATEGIES_MAX)) {
            StrategyRequests.check(strategy);
            String id = strategy.node().path("id").asText();
            if (!ids.add(id)) {
                strategy.note("id", "must not be used twice, was '" + id + "'");
            }
        }
    }

    private static void checkLimits(JsonFields limits) {
        for (String name : limits.names()) {
            switch (name) {
                case "maxPositionNotional", "strategyBudget" -> limits.amount(name);
                case "maxLeverage" -> limits.whole(name, 1, StrategyBounds.LEVERAGE_MAX);
                case "maxOpenPositions" -> limits.whole(name, 1, StrategyBounds.SYMBOLS_MAX);
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
