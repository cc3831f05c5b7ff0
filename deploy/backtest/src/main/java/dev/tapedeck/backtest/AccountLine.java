package dev.tapedeck.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.order.out.VenueCalls;
import dev.tapedeck.positionsync.out.VenueQuestions;
import dev.tapedeck.simulator.core.Account;
import dev.tapedeck.simulator.core.Changes;
import dev.tapedeck.simulator.core.Exchange;
import dev.tapedeck.simulator.core.Market;
import dev.tapedeck.simulator.core.Order;
import dev.tapedeck.simulator.core.PlaceResult;
import dev.tapedeck.simulator.core.StopOrder;
import dev.tapedeck.simulator.core.VenueCode;
import dev.tapedeck.simulator.rest.Creation;
import dev.tapedeck.simulator.wire.AccountRows;
import dev.tapedeck.simulator.wire.Envelope;
import dev.tapedeck.simulator.wire.Json;
import dev.tapedeck.venue.CommandReply;
import dev.tapedeck.venue.Deal;
import dev.tapedeck.venue.Funding;
import dev.tapedeck.venue.HeldPosition;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.NewOrder;
import dev.tapedeck.venue.PastOrder;
import dev.tapedeck.venue.PlacementReply;
import dev.tapedeck.venue.PrivateFrame;
import dev.tapedeck.venue.Ticker;
import dev.tapedeck.venue.VenueOrder;
import dev.tapedeck.venue.mexc.MexcTexts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The signed calls and the private socket without a network: requests reach the simulator's exchange after the latency, and answers and pushes come back after it again. What is said is the venue's own texts, read
 * by the venue's own adapter. For one thread.
 */
final class AccountLine implements VenueCalls, VenueQuestions {
    private final Exchange exchange;
    private final Account account;
    private final VirtualTime time;
    private final Wire toVenue;
    private final Wire toUs;
    private final Consumer<PrivateFrame> listener;
    private final Map<Symbol, Page<Order, PastOrder>> pastOrders = new HashMap<>();
    private final Map<Symbol, Page<StopOrder, String>> ordersOfStops = new HashMap<>();

    /** @param latencyMillis one way, of the next message */
    AccountLine(
            Exchange exchange,
            Account account,
            VirtualTime time,
            LongSupplier latencyMillis,
            Consumer<PrivateFrame> listener) {
        this.exchange = exchange;
        this.account = account;
        this.time = time;
        this.toVenue = new Wire(time, latencyMillis);
        this.toUs = new Wire(time, latencyMillis);
        this.listener = listener;
    }

    /** Pushes what happened to the account, as the private socket does: orders, then deals, positions, assets. */
    void pushChanges() {
        Changes changes = exchange.changes();
        var texts = new ArrayList<String>();
        changes.orders().forEach(order -> texts.add(push("order", AccountRows.pushedOrder(order))));
        changes.fills().forEach(fill -> texts.add(push("order.deal", AccountRows.pushedDeal(fill))));
        changes.positions().forEach(position -> texts.add(push("position", AccountRows.pushedPosition(position))));
        changes.accounts().forEach(one -> texts.add(push("asset", AccountRows.pushedAsset(one))));
        changes.clear();
        List<PrivateFrame> frames = texts.stream()
                .flatMap(text -> MexcTexts.privateFrame(text).stream())
                .toList();
        if (!frames.isEmpty()) {
            toUs.send(() -> frames.forEach(listener));
        }
    }

    private String push(String channel, JsonNode row) {
        return Json.text(Json.object()
                .put("channel", "push.personal." + channel)
                .<ObjectNode>set("data", row)
                .put("ts", exchange.nowMillis()));
    }

    /** Has the venue answer after the latency, and the answer heard after it again. What the request changed is pushed after its answer. */
    private <T> CompletionStage<T> call(Supplier<String> atVenue, Function<String, T> read) {
        var answer = new CompletableFuture<T>();
        toVenue.send(() -> {
            T told = read.apply(atVenue.get());
            toUs.send(() -> answer.complete(told));
            pushChanges();
        });
        return answer;
    }

    @Override
    public CompletionStage<PlacementReply> place(NewOrder order) {
        return call(
                () -> {
                    PlaceResult result = exchange.place(account, Creation.request(tree(order)), 0);
                    return result.code() == VenueCode.OK
                            ? ok(Json.object()
                                    .put("orderId", Long.toString(result.orderId()))
                                    .put("ts", exchange.nowMillis()))
                            : refused(result.code(), result.detail());
                },
                MexcTexts::placement);
    }

    private static ObjectNode tree(NewOrder order) {
        ObjectNode body = Json.object();
        MexcTexts.creation(order).forEach((name, value) -> body.put(name, value.toString()));
        return body;
    }

    @Override
    public CompletionStage<Lookup<VenueOrder>> order(Symbol symbol, String clientOrderId) {
        return call(
                () -> {
                    Order order = account.order(clientOrderId);
                    return ok(order == null ? null : AccountRows.order(order));
                },
                MexcTexts::order);
    }

    @Override
    public CompletionStage<Lookup<List<Deal>>> deals(String venueOrderId) {
        return call(
                () -> ok(Page.rows(
                        exchange.ledger().fills().stream()
                                .filter(fill -> Long.toString(fill.order().id()).equals(venueOrderId)),
                        AccountRows::deal)),
                MexcTexts::deals);
    }

    @Override
    public CompletionStage<CommandReply> cancel(String venueOrderId) {
        return call(
                () -> refusedUnlessOk(exchange.cancel(account.order(Long.parseLong(venueOrderId)))),
                MexcTexts::command);
    }

    @Override
    public CompletionStage<CommandReply> setLeverage(Symbol symbol, Direction direction, int leverage) {
        return call(
                () -> refusedUnlessOk(
                        exchange.presetLeverage(account, market(symbol), direction == Direction.LONG, leverage)),
                MexcTexts::command);
    }

    @Override
    public CompletionStage<Lookup<Price>> price(Symbol symbol) {
        return answer(() -> new Lookup.Found<>(fairPrice(market(symbol))));
    }

    @Override
    public CompletionStage<Lookup<Integer>> probe() {
        return answer(() -> new Lookup.Found<>(0));
    }

    @Override
    public CompletionStage<Lookup<List<HeldPosition>>> positions() {
        return call(() -> ok(Page.rows(account.positions().stream(), AccountRows::position)), MexcTexts::positions);
    }

    @Override
    public CompletionStage<Lookup<List<VenueOrder>>> openOrders() {
        return call(() -> ok(Page.rows(account.openOrders().stream(), AccountRows::order)), MexcTexts::orders);
    }

    @Override
    public CompletionStage<Lookup<List<PastOrder>>> pastOrders(Symbol symbol) {
        return answer(() -> pastOrders
                .computeIfAbsent(symbol, first -> new Page<>(Order::version, AccountRows::order, MexcTexts::pastOrders))
                .read(account.orders().stream()
                        .filter(order -> order.request().symbol().equals(symbol.name()))
                        .filter(order -> order.state().isFinal())));
    }

    @Override
    public CompletionStage<Lookup<List<String>>> ordersOfStops(Symbol symbol) {
        return answer(() -> ordersOfStops
                .computeIfAbsent(
                        symbol, first -> new Page<>(StopOrder::version, AccountRows::stop, MexcTexts::ordersOfStops))
                .read(new ArrayList<>(account.stopOrders())
                        .reversed().stream().filter(stop -> symbolOf(stop).equals(symbol.name()))));
    }

    private static String symbolOf(StopOrder stop) {
        return stop.position().market().instrument().symbol();
    }

    @Override
    public CompletionStage<Lookup<List<Funding>>> fundings() {
        return call(
                () -> ok(Page.rows(
                        new ArrayList<>(exchange.ledger().fundings()).reversed().stream(), AccountRows::funding)),
                MexcTexts::fundings);
    }

    @Override
    public CompletionStage<Lookup<List<Ticker>>> tickers() {
        return answer(() ->
                new Lookup.Found<>(exchange.markets().stream().map(this::ticker).toList()));
    }

    private Ticker ticker(Market market) {
        Price last = new Price(market.instrument().price(market.lastTicks()));
        return new Ticker(Symbol.of(market.instrument().symbol()), last, null, null, fairPrice(market), time.instant());
    }

    private <T> CompletionStage<T> answer(Supplier<T> atVenue) {
        var answer = new CompletableFuture<T>();
        toVenue.send(() -> {
            T told = atVenue.get();
            toUs.send(() -> answer.complete(told));
        });
        return answer;
    }

    private static Price fairPrice(Market market) {
        return new Price(market.instrument().price(market.fairTicks()));
    }

    private Market market(Symbol symbol) {
        Market market = exchange.market(symbol.name());
        if (market == null) {
            throw new IllegalArgumentException("the venue must list the symbol, was " + symbol);
        }
        return market;
    }

    private static String ok(@Nullable JsonNode data) {
        return Envelope.text(VenueCode.OK, "", data);
    }

    private static String refused(VenueCode code, String detail) {
        return Envelope.text(code, detail.isEmpty() ? code.text() : code.text() + ": " + detail, null);
    }

    private static String refusedUnlessOk(VenueCode code) {
        return code == VenueCode.OK ? ok(null) : refused(code, "");
    }
}
