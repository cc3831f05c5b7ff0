package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.value.Symbol;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole picture at one moment. Lists of events and orders are newest first and bounded, candles and trades oldest first.
 *
 * @param notes what holds until something else is said of it: reconciliations, mismatches, disabled strategies, triggered protections
 * @param cells how many cells of each service must obey a decision about the trading state
 */
public record Snapshot(
        List<SessionView> sessions,
        List<InstrumentListed> instruments,
        List<FeedView> feeds,
        List<MarketView> markets,
        Map<Symbol, List<Candle>> candles,
        Map<Symbol, List<Trade>> trades,
        List<IndicatorsView> indicators,
        List<StrategyView> strategies,
        List<PositionView> positions,
        List<OrderView> orders,
        List<Event<?>> signals,
        List<Event<?>> fills,
        List<Event<?>> alerts,
        List<Event<?>> tradingStates,
        List<AcknowledgementView> acknowledgements,
        Map<String, Integer> cells,
        List<Event<?>> notes,
        @Nullable Event<?> venue) {}
