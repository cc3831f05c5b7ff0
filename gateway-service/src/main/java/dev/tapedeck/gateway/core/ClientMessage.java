package dev.tapedeck.gateway.core;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Symbol;
import java.util.List;

/** News for every client. Each gets the next number and stays in the ring until it is pushed out. */
public sealed interface ClientMessage {
    record EventNews(Topic topic, Event<?> event) implements ClientMessage {}

    record OrderNews(OrderView order) implements ClientMessage {}

    record PositionNews(PositionView position) implements ClientMessage {}

    record SessionNews(SessionView session) implements ClientMessage {}

    record StrategyNews(StrategyView strategy) implements ClientMessage {}

    /** What the market did since the last of these: the newest state of every symbol that changed and every candle that changed. */
    record MarketNews(
            List<MarketView> markets, List<SymbolCandle> candles, List<FeedView> feeds, List<IndicatorsView> indicators)
            implements ClientMessage {}

    record SymbolCandle(Symbol symbol, @JsonUnwrapped Candle candle) {}
}
