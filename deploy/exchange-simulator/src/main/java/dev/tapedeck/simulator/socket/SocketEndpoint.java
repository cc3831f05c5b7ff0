package dev.tapedeck.simulator.socket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.simulator.access.ApiKey;
import dev.tapedeck.simulator.access.RequestWindow;
import dev.tapedeck.simulator.access.Signatures;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.core.Market;
import dev.tapedeck.simulator.fault.FaultBoard;
import dev.tapedeck.simulator.fault.FaultKind;
import dev.tapedeck.simulator.market.Interval;
import dev.tapedeck.simulator.market.MarketView;
import dev.tapedeck.simulator.wire.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Understands what clients send. Unknown methods and what is not JSON stay unanswered; a subscription that shows a state
 * is answered with that state at once.
 */
public final class SocketEndpoint {
    private static final String LARGEST_FULL_DEPTH = "20";

    private final SocketHub hub;
    private final MarketPublisher publisher;
    private final Exchange exchange;
    private final List<MarketView> views;
    private final Map<String, ApiKey> apiKeys;
    private final Clock wallClock;
    private final Vertx vertx;
    private final FaultBoard faults;

    public SocketEndpoint(
            Vertx vertx,
            FaultBoard faults,
            SocketHub hub,
            MarketPublisher publisher,
            Exchange exchange,
            List<MarketView> views,
            Map<String, ApiKey> apiKeys,
            Clock wallClock) {
        this.hub = hub;
        this.publisher = publisher;
        this.exchange = exchange;
        this.views = views;
        this.apiKeys = apiKeys;
        this.wallClock = wallClock;
        this.vertx = vertx;
        this.faults = faults;
    }

    public void accept(ServerWebSocket connection) {
        VenueSocket socket = new VenueSocket(connection, vertx, faults, System.nanoTime());
        hub.add(socket);
        connection.textMessageHandler(text -> onText(socket, text));
        connection.closeHandler(closed -> hub.remove(socket));
    }

    private void onText(VenueSocket socket, String text) {
        JsonNode message = Json.parse(text);
        if (message == null || !message.isObject()) {
            return;
        }
        String method = message.path("method").asText();
        JsonNode param = message.has("param") ? message.path("param") : message.path("params");
        switch (method) {
            case "ping" -> {
                socket.pinged(System.nanoTime());
                socket.send(Frames.pong(wallClock.millis()));
            }
            case "login" -> login(socket, message, param);
            case "personal.filter" -> filter(socket, param);
            default -> {
                if (method.startsWith("sub.")) {
                    subscribe(socket, method.substring("sub.".length()), param);
                } else if (method.startsWith("unsub.")) {
                    unsubscribe(socket, method.substring("unsub.".length()), param);
                }
            }
        }
    }

    private void login(VenueSocket socket, JsonNode message, JsonNode param) {
        ApiKey apiKey = apiKeys.get(param.path("apiKey").asText());
        String requestTime = param.path("reqTime").asText();
        boolean inTime = RequestWindow.contains(requestTime, null, wallClock.millis());
        if (!inTime) {
            faults.strike(FaultKind.CLOCK_SKEW);
        }
        if (apiKey == null
                || !inTime
                || !Signatures.matches(
                        param.path("signature").asText(), apiKey.secret(), apiKey.key(), requestTime, "")) {
            error(socket, "login failed: key, time or signature not valid");
            return;
        }
        boolean quiet = isFalse(message.path("subscribe")) || isFalse(param.path("subscribe"));
        socket.login(apiKey.key(), !quiet);
        socket.send(Frames.reply("rs.login", "success", wallClock.millis()));
    }

    private static boolean isFalse(JsonNode node) {
        return node.isBoolean() && !node.asBoolean();
    }

    private void filter(VenueSocket socket, JsonNode param) {
        if (socket.account() == null) {
            error(socket, "not logged in");
            return;
        }
        Map<String, Set<String>> filters = new HashMap<>();
        for (JsonNode filter : param.path("filters")) {
            Set<String> symbols = new HashSet<>();
            filter.path("rules").forEach(rule -> symbols.add(rule.asText()));
            filters.put(filter.path("filter").asText(), symbols);
        }
        socket.filter(filters);
        socket.send(Frames.reply("rs.personal.filter", "success", wallClock.millis()));
    }

    private void subscribe(VenueSocket socket, String channel, JsonNode param) {
        String topic = topicOf(socket, channel, param);
        if (topic == null) {
            return;
        }
        hub.subscribe(socket, topic);
        socket.send(Frames.reply("rs.sub." + channel, "success", wallClock.millis()));
        String state = stateOf(channel, param);
        if (state != null && !hub.isFrozen()) {
            socket.send(state);
        }
    }

    private void unsubscribe(VenueSocket socket, String channel, JsonNode param) {
        String topic = topicOf(socket, channel, param);
        if (topic == null) {
            return;
        }
        hub.unsubscribe(socket, topic);
        if (channel.equals("depth")) {
            hub.unsubscribe(socket, Topics.of("depth", param.path("symbol").asText(), "unmerged"));
        }
        socket.send(Frames.reply("rs.unsub." + channel, "success", wallClock.millis()));
    }

    /** The topic a command names; null for unknown channels (unanswered) and wrong parameters (answered here). */
    private @Nullable String topicOf(VenueSocket socket, String channel, JsonNode param) {
        return switch (channel) {
            case "tickers" -> Topics.TICKERS;
            case "contract", "event.contract" -> Topics.CONTRACT;
            case "deal", "ticker", "fair.price", "index.price", "funding.rate" -> {
                String symbol = symbolOf(socket, param);
                yield symbol == null ? null : Topics.of(channel, symbol);
            }
            case "depth" -> {
                String symbol = symbolOf(socket, param);
                boolean unmerged = isFalse(param.path("compress"));
                yield symbol == null
                        ? null
                        : unmerged ? Topics.of(channel, symbol, "unmerged") : Topics.of(channel, symbol);
            }
            case "depth.full" -> {
                String symbol = symbolOf(socket, param);
                yield symbol == null ? null : Topics.of(channel, symbol, fullDepthOf(param));
            }
            case "kline" -> klineTopic(socket, param);
            default -> null;
        };
    }

    private @Nullable String klineTopic(VenueSocket socket, JsonNode param) {
        String symbol = symbolOf(socket, param);
        if (symbol == null) {
            return null;
        }
        Interval interval = Interval.of(param.path("interval").asText());
        if (interval == null) {
            error(socket, "Not support interval");
            return null;
        }
        return Topics.of("kline", symbol, interval.wireName());
    }

    private static String fullDepthOf(JsonNode param) {
        String limit = param.path("limit").asText(LARGEST_FULL_DEPTH);
        return limit.equals("5") || limit.equals("10") ? limit : LARGEST_FULL_DEPTH;
    }

    private @Nullable String symbolOf(VenueSocket socket, JsonNode param) {
        String symbol = param.path("symbol").asText();
        Market market = exchange.market(symbol);
        if (market == null) {
            error(socket, "Contract [" + symbol + "] not exists");
            return null;
        }
        return symbol;
    }

    private @Nullable String stateOf(String channel, JsonNode param) {
        if (channel.equals("tickers")) {
            return publisher.tickers();
        }
        Market market = exchange.market(param.path("symbol").asText());
        if (market == null) {
            return null;
        }
        MarketView view = views.get(market.index());
        return switch (channel) {
            case "ticker" -> publisher.ticker(view);
            case "fair.price" -> publisher.fairPrice(view);
            case "index.price" -> publisher.indexPrice(view);
            case "funding.rate" -> publisher.fundingRate(view);
            case "depth.full" -> publisher.fullDepth(view, Integer.parseInt(fullDepthOf(param)));
            case "kline" -> candle(view, Interval.of(param.path("interval").asText()));
            default -> null;
        };
    }

    private @Nullable String candle(MarketView view, @Nullable Interval interval) {
        return interval == null || view.deals().size() == 0 ? null : publisher.candle(view, interval);
    }

    private void error(VenueSocket socket, String text) {
        socket.send(Frames.reply("rs.error", text, wallClock.millis()));
    }
}
