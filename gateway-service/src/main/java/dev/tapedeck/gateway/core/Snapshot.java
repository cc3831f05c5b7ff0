package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Symbol;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        @Nullable Event<?> venue) {

    /** Returns the parts that belong to these channels; the others are empty. */
    public Snapshot of(Set<Channel> channels) {
        var parts = new Parts(channels);
        return new Snapshot(
                parts.list(Channel.SESSIONS, sessions),
                parts.list(Channel.MARKET, instruments),
                parts.list(Channel.MARKET, feeds),
                parts.list(Channel.MARKET, markets),
                parts.map(Channel.MARKET, candles),
                parts.map(Channel.MARKET, trades),
                parts.list(Channel.MARKET, indicators),
                parts.list(Channel.STRATEGIES, strategies),
                parts.list(Channel.POSITIONS, positions),
                parts.list(Channel.ORDERS, orders),
                parts.list(Channel.SIGNALS, signals),
                parts.list(Channel.FILLS, fills),
                parts.list(Channel.ALERTS, alerts),
                parts.list(Channel.HEALTH, tradingStates),
                parts.list(Channel.HEALTH, acknowledgements),
                parts.map(Channel.HEALTH, cells),
                notes.stream()
                        .filter(note -> channels.contains(Channel.of(Topic.of(note.data()))))
                        .toList(),
                channels.contains(Channel.HEALTH) ? venue : null);
    }

    private record Parts(Set<Channel> channels) {
        <T> List<T> list(Channel channel, List<T> part) {
            return channels.contains(channel) ? part : List.of();
        }

        <K, V> Map<K, V> map(Channel channel, Map<K, V> part) {
            return channels.contains(channel) ? part : Map.of();
        }
    }
}
