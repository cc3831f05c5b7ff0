package dev.tapedeck.gateway.core;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Symbol;
import java.util.List;
import java.util.Map;

/** News for every client. Each gets the next number and stays in the ring until it is pushed out. */
public sealed interface ClientMessage {
    record EventNews(Topic topic, Event<?> event) implements ClientMessage {}

    record OrderNews(OrderView order) implements ClientMessage {}

    record PositionNews(PositionView position) implements ClientMessage {}

    record SessionNews(SessionView session) implements ClientMessage {}

    record StrategyNews(StrategyView strategy) implements ClientMessage {}

    record AcknowledgementNews(AcknowledgementView acknowledgement) implements ClientMessage {}

    /**
     * What the market did since the last of these: the newest state of every symbol that changed, every candle that changed, and of the trades the newest few,
     * oldest first.
     */
    record MarketNews(
            List<MarketView> markets,
            List<SymbolCandle> candles,
            Map<Symbol, List<Trade>> trades,
            List<FeedView> feeds,
            List<IndicatorsView> indicators)
            implements ClientMessage {}

    record SymbolCandle(Symbol symbol, @JsonUnwrapped Candle candle) {}
}
