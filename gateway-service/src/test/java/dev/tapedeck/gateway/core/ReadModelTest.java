package dev.tapedeck.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.AcknowledgementEvent.TradingStateAcknowledged;
import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.CommandEvent.AcknowledgeAlert;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.PositionEvent.PositionsReconciled;
import dev.tapedeck.contracts.event.RiskEvent.StrategyDisabled;
import dev.tapedeck.contracts.event.TickEvent.QuoteChanged;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.Story;
import dev.tapedeck.gateway.core.ClientMessage.EventNews;
import dev.tapedeck.gateway.core.ClientMessage.MarketNews;
import dev.tapedeck.gateway.core.ClientMessage.OrderNews;
import dev.tapedeck.gateway.core.ClientMessage.PositionNews;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadModelTest {
    private static final Symbol BTC = Symbol.of("BTC_USDT");
    private static final Instant LATER = Story.START.plusSeconds(10);

    private final ReadModel model = new ReadModel(new Capacity(50, 1_440, 10, 20));
    private final Story story = new Story("s-1", "BTC_USDT");

    private List<ClientMessage> fold(Event<?> event) {
        return model.fold(event, event.time().plusMillis(3));
    }

    private void foldAll(List<Event<?>> events) {
        events.forEach(this::fold);
    }

    @Test
    void makesMinuteCandlesFromTradesByEventTime() {
        fold(story.trade("100", 2, Story.START));
        fold(story.trade("105", 1, Story.START.plusSeconds(20)));
        fold(story.trade("99", 4, Story.START.plusSeconds(59)));
        fold(story.trade("101", 1, Story.START.plusSeconds(60)));
        long first = Story.START.getEpochSecond();
        assertEquals(
                List.of(
                        new Candle(
                                first,
                                Price.of("100"),
                                Price.of("105"),
                                Price.of("99"),
                                Price.of("99"),
                                Quantity.of(7)),
                        new Candle(
                                first + 60,
                                Price.of("101"),
                                Price.of("101"),
                                Price.of("101"),
                                Price.of("101"),
                                Quantity.of(1))),
                model.candles(BTC, 1, 500).orElseThrow());
    }

    @Test
    void makesNoCandleOfAMinuteThatItDidNotReadInFull() {
        model.skip(Topic.TICKS, 7);
        fold(story.trade("100", 2, Story.START.plusSeconds(30)));
        fold(story.trade("101", 1, Story.START.plusSeconds(60)));
        assertEquals(
                List.of(Story.START.getEpochSecond() + 60),
                model.candles(BTC, 1, 500).orElseThrow().stream().map(Candle::t).toList());
        assertEquals(9, model.counts().get(Topic.TICKS));
    }

    @Test
    void joinsMinutesToLongerCandles() {
        Instant fivePast = Story.START.plusSeconds(300);
        fold(story.trade("100", 1, Story.START.plusSeconds(60)));
        fold(story.trade("110", 2, Story.START.plusSeconds(240)));
        fold(story.trade("90", 3, fivePast));
        List<Candle> candles = model.candles(BTC, 5, 500).orElseThrow();
        assertEquals(
                List.of(Story.START.getEpochSecond(), fivePast.getEpochSecond()),
                candles.stream().map(Candle::t).toList());
        assertEquals(Price.of("100"), candles.getFirst().o());
        assertEquals(Price.of("110"), candles.getFirst().c());
        assertEquals(Quantity.of(3), candles.getFirst().v());
        assertEquals(List.of(candles.getLast()), model.candles(BTC, 5, 1).orElseThrow());
    }

    @Test
    void tellsOnlyWhatTheMarketDidSinceItWasLastTold() {
        fold(story.trade("100", 1, Story.START));
        fold(story.trade("101", 1, Story.START.plusSeconds(61)));
        MarketNews all = model.drainMarket(LATER).orElseThrow();
        assertEquals(2, all.candles().size());
        assertTrue(model.drainMarket(LATER).isEmpty());
        fold(story.mark("100.5", Story.START.plusSeconds(62)));
        MarketNews marked = model.drainMarket(LATER).orElseThrow();
        assertEquals(List.of(), marked.candles());
        assertEquals(Price.of("100.5"), marked.markets().getFirst().mark());
        assertEquals(Price.of("101"), marked.markets().getFirst().last());
    }

    @Test
    void agesAFeedFromTheTimeAtWhichItsLastTickReachedTheLog() {
        fold(story.feed(FeedEvent.State.LIVE));
        model.fold(story.trade("100", 1, Instant.parse("2019-07-05T17:00:00Z")), LATER.minusMillis(250));
        FeedView feed = model.feeds(LATER).getFirst();
        assertEquals(FeedEvent.State.LIVE, feed.state());
        assertEquals(250, feed.ageMillis());
    }

    @Test
    void takesAFeedWithoutStatusForDown() {
        fold(story.trade("100", 1, Story.START));
        assertEquals(FeedEvent.State.DOWN, model.feeds(LATER).getFirst().state());
    }

    @Test
    void foldsAnOrderFromVerdictStepsAndFills() {
        foldAll(story.entry("o-1", Story.START));
        OrderView order = model.order("o-1").orElseThrow().order();
        assertEquals(OrderView.State.FILLED, order.state());
        assertEquals(Quantity.of(100), order.filled());
        assertEquals(Price.of("101.6"), order.averagePrice());
        assertEquals(new BigDecimal("59.4059"), order.slippageBps());
        assertEquals(Usdt.of("0.1"), order.fee());
        assertEquals("venue-o-1", order.venueOrderId());
    }

    @Test
    void chainsAnOrderFromTickToFill() {
        foldAll(story.entry("o-1", Story.START));
        List<ChainLink> chain = model.order("o-1").orElseThrow().order().chain();
        assertEquals(
                List.of(
                        "ticks",
                        "indicators",
                        "signals",
                        "orders",
                        "order-events",
                        "order-events",
                        "order-events",
                        "order-events",
                        "order-events",
                        "fills",
                        "fills"),
                chain.stream().map(ChainLink::topic).toList());
        assertEquals("TradesPrinted.v1", chain.getFirst().type());
    }

    @Test
    void chainsAnOrderAlsoWhenTopicsAreReadInTheOppositeOrder() {
        List<Event<?>> entry = story.entry("o-1", Story.START);
        List<Event<?>> mixed = new ArrayList<>();
        for (Topic topic :
                List.of(Topic.FILLS, Topic.ORDER_EVENTS, Topic.ORDERS, Topic.SIGNALS, Topic.INDICATORS, Topic.TICKS)) {
            entry.stream().filter(event -> Topic.of(event.data()) == topic).forEach(mixed::add);
        }
        foldAll(mixed);
        OrderDetails order = model.order("o-1").orElseThrow();
        assertEquals(
                entry.stream().limit(3).map(Event::id).toList(),
                order.order().chain().stream().limit(3).map(ChainLink::id).toList());
        assertEquals(OrderView.State.FILLED, order.order().state());
        assertEquals(1, order.conditions().size());
    }

    @Test
    void listsOrdersSignalsAndFillsByTheirOwnTimeHoweverTheTopicsWereRead() {
        foldAll(story.entry("o-2", LATER));
        foldAll(story.entry("o-1", Story.START));
        assertEquals(
                List.of("o-2", "o-1"),
                model.orders(order -> true, 10).stream().map(OrderView::orderId).toList());
        assertEquals(LATER, model.signals(signal -> true, 10).getFirst().time());
        assertEquals(LATER, model.fills(fill -> true, 10).getFirst().time());
    }

    @Test
    void listsWhatWasNearlyEnteredButNotWhatAStrategyNotesForItself() {
        Event<?> signal = story.entrySignal(story.indicators(story.trade("101", 1, Story.START), 2.5));
        Event<?> held = story.held(signal);
        Event<?> missed = story.nearMissed(signal);
        foldAll(List.of(signal, held, missed));
        assertEquals(List.of(missed, signal), model.signals(any -> true, 10));
    }

    @Test
    void showsADeniedOrderWithItsReasonAndChecks() {
        Event<?> signal = story.entrySignal(story.indicators(story.trade("101", 1, Story.START), 2.5));
        fold(signal);
        var news = fold(story.denied("o-2", signal));
        OrderView order = assertInstanceOf(OrderNews.class, news.getFirst()).order();
        assertEquals(OrderView.State.DENIED, order.state());
        assertEquals("LEVERAGE", order.reason());
        assertEquals(1, order.checks().size());
    }

    @Test
    void valuesAPositionAtTheMark() {
        fold(story.listed());
        fold(story.mark("111.6", Story.START));
        var news = fold(story.position(100, "101.6", story.trade("101", 1, Story.START)));
        PositionView position =
                assertInstanceOf(PositionNews.class, news.getFirst()).position();
        assertEquals(Usdt.of("10"), position.unrealised());
    }

    @Test
    void tellsNothingOfARepeatedEvent() {
        Event<?> signal = story.entrySignal(story.indicators(story.trade("101", 1, Story.START), 2.5));
        assertInstanceOf(EventNews.class, fold(signal).getFirst());
        assertEquals(List.of(), fold(signal));
        assertEquals(1, model.counts().get(Topic.SIGNALS));
    }

    @Test
    void keepsAlertsOfSeveralWritersThatCountByThemselves() {
        var other = new Story("s-2", "BTC_USDT");
        assertEquals(1, fold(story.alert("order", Story.START)).size());
        assertEquals(1, fold(other.alert("order", Story.START)).size());
        assertEquals(2, model.snapshot(LATER).alerts().size());
    }

    @Test
    void forgetsTheOldestOrders() {
        for (int i = 0; i < 60; i++) {
            Event<?> signal = story.entrySignal(story.indicators(story.trade("101", 1, Story.START), 2.5));
            fold(story.approved("o-" + i, signal));
        }
        List<OrderView> orders = model.orders(order -> true, 1_000);
        assertEquals(50, orders.size());
        assertEquals("o-59", orders.getFirst().orderId());
        assertEquals(10, model.snapshot(LATER).orders().size());
    }

    @Test
    void tellsOnlyTheNewestTradesOfAnInterval() {
        for (int i = 1; i <= 80; i++) {
            fold(story.trade(Integer.toString(100 + i), i, Story.START.plusMillis(i)));
        }
        List<Trade> told = model.drainMarket(LATER).orElseThrow().trades().getOrDefault(BTC, List.of());
        assertEquals(50, told.size());
        assertEquals(Price.of("131"), told.getFirst().price());
        assertEquals(Price.of("180"), told.getLast().price());
        fold(story.trade("99", 1, Story.START.plusSeconds(1)));
        assertEquals(
                List.of(Price.of("99")),
                model.drainMarket(LATER).orElseThrow().trades().getOrDefault(BTC, List.of()).stream()
                        .map(Trade::price)
                        .toList());
        assertEquals(
                50, model.snapshot(LATER).trades().getOrDefault(BTC, List.of()).size());
    }

    @Test
    void tellsWhoBeginsWithASnapshotEachTradeOnce() {
        fold(story.trade("101", 1, Story.START));
        model.drainMarket(LATER);
        fold(story.trade("102", 1, Story.START.plusMillis(1)));
        var prices = new ArrayList<Price>();
        model.snapshot(LATER).trades().getOrDefault(BTC, List.of()).forEach(trade -> prices.add(trade.price()));
        model.drainMarket(LATER)
                .orElseThrow()
                .trades()
                .getOrDefault(BTC, List.of())
                .forEach(trade -> prices.add(trade.price()));
        assertEquals(List.of(Price.of("101"), Price.of("102")), prices);
    }

    @Test
    void tellsTheMarketsSizesAtBidAndAsk() {
        fold(story.event(
                "BTC_USDT",
                Story.START,
                null,
                new QuoteChanged(BTC, Price.of("99"), Quantity.of(7), Price.of("101"), Quantity.of(3))));
        MarketView market = model.snapshot(LATER).markets().getFirst();
        assertEquals(Quantity.of(7), market.bidSize());
        assertEquals(Quantity.of(3), market.askSize());
    }

    @Test
    void keepsTheNewestAcknowledgementOfEachCell() {
        for (String decision : List.of("d-1", "d-2")) {
            var said = new TradingStateAcknowledged("risk", 2, Scope.GLOBAL, "all", State.HALTED, decision);
            model.fold(story.event(said.subject(), Story.START, null, said), LATER);
        }
        AcknowledgementView kept = model.snapshot(LATER).acknowledgements().stream()
                .reduce((one, other) -> other)
                .orElseThrow();
        assertEquals("d-2", kept.decisionId());
        assertEquals(LATER, kept.at());
        assertEquals(1, model.snapshot(LATER).acknowledgements().size());
        assertEquals(
                12,
                model.snapshot(LATER).cells().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
    }

    @Test
    void keepsWhatHoldsUntilSomethingElseIsSaidOfIt() {
        Event<?> first =
                story.event("s-1/reconciled", Story.START, null, new PositionsReconciled("s-1", LATER, 2, 1, "start"));
        Event<?> second =
                story.event("s-1/reconciled", LATER, null, new PositionsReconciled("s-1", LATER, 2, 0, "timer"));
        Event<?> disabled = story.event("s-1", LATER, null, new StrategyDisabled("s-1", "pump", 10, 10, "LEVERAGE"));
        foldAll(List.of(first, second, disabled));
        assertEquals(List.of(second, disabled), model.snapshot(LATER).notes());
    }

    @Test
    void owesTheAcknowledgementThatWasAskedForUntilItIsSaid() {
        Event<?> raised = story.alert("risk", Story.START);
        String alertId = ((AlertRaised) raised.data()).alertId();
        fold(raised);
        Event<AcknowledgeAlert> command = OperatorCommand.of(model, new AcknowledgeAlert("ann", "s-1", alertId), LATER);
        fold(command);
        assertFalse(model.isAcknowledged(alertId));
        Event<?> owed = model.unsaidAcknowledgements().getFirst();
        assertFalse(model.isFolded(owed));
        fold(owed);
        assertTrue(model.isFolded(owed));
        assertTrue(model.isAcknowledged(alertId));
        assertEquals(List.of(), model.unsaidAcknowledgements());
        assertEquals(command.id(), owed.causationId());
    }
}
