package dev.tapedeck.backtest;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a backtest led to.
 *
 * @param log the events of signals, orders, order-events, fills, positions, alerts, by topic, in order
 * @param equity the account as the venue valued it, about once a minute of tape time while it changed
 * @param contractSizes coins in one contract, by symbol
 * @param prints of the tape that were traded on
 * @param ticks events of the topic of ticks that these led to
 * @param endedAt tape time of the end
 */
public record TestRun(
        Assumptions assumptions,
        Map<Topic, List<Event<?>>> log,
        List<EquityPoint> equity,
        Map<String, BigDecimal> contractSizes,
        long prints,
        long ticks,
        Instant endedAt) {

    /** The account at one moment: what it is worth with what is unrealised, and the notional of what it holds. */
    public record EquityPoint(Instant at, Usdt equity, Usdt exposure) {}

    /** Returns the events of a topic. */
    public List<Event<?>> events(Topic topic) {
        return log.getOrDefault(topic, List.of());
    }
}
