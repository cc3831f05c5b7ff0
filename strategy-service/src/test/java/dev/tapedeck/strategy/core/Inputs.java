package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.FeedEvent.FeedStatusChanged;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.IndicatorEvent.IndicatorsUpdated;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelled;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.OrderIds;
import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.SignalEvent.Operator;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.event.StrategyDefinition.Condition;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes inputs of the strategy core: a strategy that detects on {@code trade_rate_1}, enters on {@code trade_rate_2}, and so on. */
final class Inputs {
    static final Symbol SYMBOL = Symbol.of("ADX_USDT");
    static final String SESSION = "s1";
    static final String INSTANCE = "s1/probe/ADX_USDT";
    static final String S1 = "trade_rate_1";
    static final String O1 = "trade_rate_2";
    static final String Z1 = "trade_rate_3";
    static final String ZE1 = "trade_rate_4";
    static final String E1 = "trade_rate_5";

    private long count;

    Event<?> event(long atSeconds, EventData data) {
        count++;
        return new Event<>("in/" + count, "test", "test", Instant.ofEpochSecond(atSeconds), count, null, null, data);
    }

    /** Returns a strategy whose sections fire when their own indicator is at least 1; without Z1 when {@code enters} is false. */
    static StrategyDefinition strategy(Direction direction, boolean waitsForZ1) {
        var sections = new EnumMap<Section, List<Condition>>(Section.class);
        sections.put(Section.S1, List.of(atLeastOne(S1)));
        sections.put(Section.O1, List.of(atLeastOne(O1)));
        if (waitsForZ1) {
            sections.put(Section.Z1, List.of(atLeastOne(Z1)));
        }
        sections.put(Section.ZE1, List.of(atLeastOne(ZE1)));
        sections.put(Section.E1, List.of(atLeastOne(E1)));
        return strategy(direction, sections);
    }

    static StrategyDefinition strategy(Direction direction, Map<Section, List<Condition>> sections) {
        return new StrategyDefinition("probe", 1, null, direction, sections, Usdt.of(200), 3, 50, 500, 30, 600, 120);
    }

    static Condition atLeastOne(String indicator) {
        return new Condition(indicator, Operator.AT_LEAST, 1, null);
    }

    Event<?> session(State state, StrategyDefinition... strategies) {
        return event(
                0,
                new SessionChanged(
                        SESSION,
                        Mode.PAPER,
                        state,
                        List.of(SYMBOL),
                        List.of(strategies),
                        Usdt.of(1000),
                        RiskLimits.DEFAULTS,
                        "test"));
    }

    /** Returns indicator values of which those named are 1 and all others 0. */
    Event<?> market(long atSeconds, String price, String... ones) {
        var values = new java.util.TreeMap<String, Double>();
        List.of(S1, O1, Z1, ZE1, E1).forEach(name -> values.put(name, 0.0));
        List.of(ones).forEach(name -> values.put(name, 1.0));
        return event(atSeconds, new IndicatorsUpdated(SYMBOL, Price.of(price), values, List.of()));
    }

    /** Returns these indicator values and no others. */
    Event<?> values(long atSeconds, String price, Map<String, Double> values) {
        return event(atSeconds, new IndicatorsUpdated(SYMBOL, Price.of(price), values, List.of()));
    }

    Event<?> feed(FeedEvent.State state) {
        return event(0, new FeedStatusChanged(SYMBOL, state, 5, "test"));
    }

    Event<?> venue(Breaker breaker) {
        return event(0, new VenueStatusChanged("mexc", breaker, 4, 0, true, "test"));
    }

    Event<?> trading(Scope scope, String scopeId, TradingStateEvent.State state) {
        return event(0, new TradingStateChanged(scope, scopeId, state, false, "operator", "test", null));
    }

    Event<?> fill(String fillId, Purpose purpose, String price, String quantity) {
        return fill(fillId, INSTANCE + "/1000000", purpose, Direction.LONG, price, quantity);
    }

    Event<?> fill(
            String fillId, String episodeId, Purpose purpose, Direction direction, String price, String quantity) {
        return event(
                0,
                new FillRecorded(
                        SESSION,
                        "td1",
                        "v1",
                        fillId,
                        "probe",
                        SYMBOL,
                        episodeId,
                        purpose,
                        purpose.reducesOnly() ? direction.exitSide() : direction.entrySide(),
                        direction,
                        Price.of(price),
                        Quantity.of(quantity),
                        Usdt.of(1),
                        Usdt.ZERO,
                        true,
                        Price.of(price),
                        BigDecimal.ZERO));
    }

    Event<?> correction(MismatchKind kind, String after) {
        return event(
                0,
                new PositionCorrected(
                        SESSION,
                        SYMBOL,
                        Direction.LONG,
                        "probe",
                        1,
                        kind,
                        Quantity.of("2"),
                        Quantity.of(after),
                        Price.of("95"),
                        null,
                        Usdt.ZERO,
                        List.of("v1"),
                        "test"));
    }

    Event<?> denied(String signalId, Purpose purpose) {
        return event(
                0,
                new OrderDenied(
                        SESSION,
                        OrderIds.forSignal(signalId),
                        "probe",
                        SYMBOL,
                        INSTANCE,
                        signalId,
                        purpose,
                        DenialReason.BUDGET,
                        List.of()));
    }

    Event<?> rejected(String signalId) {
        return event(
                0, new OrderRejected(SESSION, OrderIds.forSignal(signalId), SYMBOL, RejectionReason.OTHER, 600, "no"));
    }

    Event<?> cancelled(String signalId, String filled) {
        return event(0, new OrderCancelled(SESSION, OrderIds.forSignal(signalId), SYMBOL, Quantity.of(filled), "IOC"));
    }

    Event<?> expired(String signalId) {
        return event(0, new OrderExpired(SESSION, OrderIds.forSignal(signalId), SYMBOL, null, null, null));
    }
}
