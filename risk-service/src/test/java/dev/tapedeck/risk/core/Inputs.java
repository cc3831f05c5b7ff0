package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.FeedEvent.FeedStatusChanged;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelled;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.PositionEvent.MarginLevel;
import dev.tapedeck.contracts.event.PositionEvent.MarginLevelChanged;
import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.Protection;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes inputs of the risk core at a time that the test moves. A contract is 0.01 coins, so at a price of 100 it is worth 1 USDT. */
final class Inputs {
    static final String SESSION = "s1";
    static final Symbol BTC = Symbol.of("BTC_USDT");
    static final Symbol ETH = Symbol.of("ETH_USDT");
    static final Symbol ADX = Symbol.of("ADX_USDT");

    private long count;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void setTime(String instant) {
        now = Instant.parse(instant);
    }

    Event<?> event(EventData data) {
        count++;
        return new Event<>("in/" + count, "test", "test", now, count, null, null, data);
    }

    Event<?> session(State state, RiskLimits limits) {
        return event(new SessionChanged(
                SESSION, Mode.PAPER, state, List.of(BTC, ETH, ADX), List.of(), Usdt.of(10_000), limits, "test"));
    }

    /** A running session with one strategy that has these protections. */
    Event<?> session(RiskLimits limits, String strategy, Protection... protections) {
        return event(new SessionChanged(
                SESSION,
                Mode.PAPER,
                State.RUNNING,
                List.of(BTC, ETH, ADX),
                List.of(definition(strategy, List.of(protections))),
                Usdt.of(10_000),
                limits,
                "test"));
    }

    static StrategyDefinition definition(String id, List<Protection> protections) {
        return new StrategyDefinition(
                id,
                1,
                null,
                Direction.LONG,
                Map.of(),
                Usdt.of(100),
                1,
                0,
                1_000,
                60,
                60,
                0,
                null,
                null,
                null,
                null,
                null,
                protections,
                null);
    }

    static InstrumentListed terms(Symbol symbol, int minQuantity, int maxQuantity, int maxLeverage) {
        return new InstrumentListed(
                symbol,
                new BigDecimal("0.01"),
                Price.of("0.1"),
                Quantity.of(1),
                Quantity.of(minQuantity),
                Quantity.of(maxQuantity),
                maxLeverage,
                new BigDecimal("0.001"),
                BigDecimal.ZERO,
                new BigDecimal("0.005"));
    }

    Event<?> instrument(Symbol symbol) {
        return event(terms(symbol, 1, 1_000_000, 125));
    }

    Event<?> feed(Symbol symbol, FeedEvent.State state) {
        return event(new FeedStatusChanged(symbol, state, 5, "test"));
    }

    Event<?> trading(Scope scope, String scopeId, TradingStateEvent.State state) {
        return event(new TradingStateChanged(scope, scopeId, state, false, "operator", "test", null));
    }

    /** A long entry at a price of 100 without leverage or slippage: as many contracts as USDT. */
    Event<?> entry(String strategy, Symbol symbol, long notional) {
        return entry(strategy, symbol, Direction.LONG, "100", new EntryIntent(Usdt.of(notional), 1, Price.of("90"), 0));
    }

    Event<?> entry(String strategy, Symbol symbol, Direction direction, String price, EntryIntent intent) {
        return signal(SESSION, strategy, symbol, Section.Z1, direction, price, intent);
    }

    Event<?> exit(String strategy, Symbol symbol, Direction direction, Section section) {
        return signal(SESSION, strategy, symbol, section, direction, "100", null);
    }

    Event<?> signal(
            String session,
            String strategy,
            Symbol symbol,
            Section section,
            Direction direction,
            String price,
            @Nullable EntryIntent intent) {
        return event(new SignalRaised(
                session,
                strategy,
                1,
                symbol,
                "episode-" + count,
                section,
                direction,
                StrategyState.SIGNAL_DETECTED,
                StrategyState.ENTRY_EVALUATION,
                Price.of(price),
                List.of(),
                intent));
    }

    Event<?> fill(OrderApproved order, long quantity, String price, String fee) {
        var contracts = Quantity.of(quantity);
        return event(new FillRecorded(
                order.sessionId(),
                order.orderId(),
                "venue-" + order.orderId(),
                "deal-" + count,
                order.strategyId(),
                order.symbol(),
                order.episodeId(),
                order.purpose(),
                order.side(),
                order.direction(),
                Price.of(price),
                contracts,
                contracts.notional(order.contractSize(), Price.of(price)),
                Usdt.of(fee),
                true,
                order.decisionPrice(),
                BigDecimal.ZERO));
    }

    /** A long position was set to the venue's truth, at an entry price of 100. */
    Event<?> correction(Symbol symbol, @Nullable String owner, long before, long after, String realised) {
        return event(new PositionCorrected(
                SESSION,
                symbol,
                Direction.LONG,
                owner,
                1,
                MismatchKind.EXTERNAL_CLOSE,
                Quantity.of(before),
                Quantity.of(after),
                Price.of("100"),
                after == 0 ? null : Price.of("100"),
                Usdt.of(realised),
                List.of("v1"),
                "test"));
    }

    Event<?> margin(Symbol symbol, MarginLevel level, String buffer) {
        return event(new MarginLevelChanged(
                SESSION, symbol, Direction.LONG, level, new BigDecimal(buffer), new BigDecimal("0.15"), null, null));
    }

    Event<?> cancelled(OrderApproved order, long filled) {
        return event(new OrderCancelled(
                order.sessionId(), order.orderId(), order.symbol(), Quantity.of(filled), "immediate or cancel"));
    }

    Event<?> rejected(OrderApproved order) {
        return event(new OrderRejected(
                order.sessionId(), order.orderId(), order.symbol(), RejectionReason.OTHER, 600, "no"));
    }

    Event<?> expired(OrderApproved order) {
        return event(new OrderExpired(order.sessionId(), order.orderId(), order.symbol(), null, null, null));
    }
}
