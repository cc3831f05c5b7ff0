package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.value.Symbol;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole picture at one moment. Lists of events and orders are newest first and bounded, candles oldest first. */
public record Snapshot(
        List<SessionView> sessions,
        List<InstrumentListed> instruments,
        List<FeedView> feeds,
        List<MarketView> markets,
        Map<Symbol, List<Candle>> candles,
        List<IndicatorsView> indicators,
        List<StrategyView> strategies,
        List<PositionView> positions,
        List<OrderView> orders,
        List<Event<?>> signals,
        List<Event<?>> fills,
        List<Event<?>> alerts,
        List<Event<?>> tradingStates,
        @Nullable Event<?> venue) {}
