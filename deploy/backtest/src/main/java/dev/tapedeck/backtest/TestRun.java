package dev.tapedeck.backtest;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a backtest led to.
 *
 * @param log the events of signals, orders, order-events, fills, positions, alerts, in the order in which they were written
 * @param equity the account as the venue valued it, sampled while it changed: at least once a minute of tape time, and more often when the tape is short
 * @param prices last trades, sampled at the same times
 * @param contractSizes coins in one contract, by symbol
 * @param prints of the tape that were traded on
 * @param ticks events of the topic of ticks that these led to
 * @param endedAt tape time of the end
 */
public record TestRun(
        Assumptions assumptions,
        List<Event<?>> log,
        List<EquityPoint> equity,
        List<PricePoint> prices,
        Map<String, BigDecimal> contractSizes,
        long prints,
        long ticks,
        Instant endedAt) {

    /** The account at one moment: what it is worth with what is unrealised, and the notional of what it holds. */
    public record EquityPoint(Instant at, Usdt equity, Usdt exposure) {}

    /** What a symbol last traded at. */
    public record PricePoint(Instant at, Symbol symbol, Price price) {}

    /** Returns the events of a topic, in order. */
    public List<Event<?>> events(Topic topic) {
        return log.stream().filter(event -> Topic.of(event.data()) == topic).toList();
    }
}
