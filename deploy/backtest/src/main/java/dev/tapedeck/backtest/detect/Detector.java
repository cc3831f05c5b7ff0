package dev.tapedeck.backtest.detect;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.FeedEvent.FeedStatusChanged;
import dev.tapedeck.contracts.event.OrderIds;
import dev.tapedeck.contracts.event.RiskEvent.DenialReason;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.event.TickEvent.Trade;
import dev.tapedeck.contracts.event.TickEvent.TradesPrinted;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.indicator.core.IndicatorFolder;
import dev.tapedeck.indicator.core.IndicatorState;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.strategy.core.StrategyBook;
import dev.tapedeck.strategy.core.StrategyDecider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A session of one strategy on one symbol, made of the indicator core and the strategy core. It watches and never trades: every entry is denied at
 * once, so that the cool-down of the strategy begins with its alarm.
 */
final class Detector {
    private static final String SESSION = "detect";

    private final Symbol symbol;
    private final IndicatorFolder indicators = new IndicatorFolder();
    private final IndicatorState windows = indicators.initial();
    private final StrategyDecider strategies = new StrategyDecider();
    private final List<Long> alarmsMillis = new ArrayList<>();
    private StrategyBook book = strategies.initial();
    private long sequence;

    Detector(StrategyDefinition strategy, Symbol symbol, Instant start) {
        this.symbol = symbol;
        see(
                start,
                new SessionChanged(
                        SESSION,
                        Mode.PAPER,
                        SessionEvent.State.RUNNING,
                        List.of(symbol),
                        List.of(strategy),
                        Usdt.of(1_000),
                        RiskLimits.DEFAULTS,
                        "a tape is watched"));
        see(start, new FeedStatusChanged(symbol, FeedEvent.State.LIVE, 0, "a tape is always fresh"));
    }

    /** Shows the trades of one moment. */
    void onTrades(Instant at, List<Trade> trades) {
        see(at, new TradesPrinted(symbol, trades));
    }

    /** Returns when S1 was raised so far, ascending, in UTC milliseconds. */
    List<Long> alarmsMillis() {
        return List.copyOf(alarmsMillis);
    }

    private void see(Instant at, EventData data) {
        Event<?> input = event("tape/" + (sequence + 1), at, data);
        for (Draft draft : indicators.fold(windows, input)) {
            decide(event(draft.id(), at, draft.data()));
        }
        decide(input);
    }

    private void decide(Event<?> input) {
        for (Draft draft : strategies.decide(book, input, input.time())) {
            Event<?> event = event(draft.id(), input.time(), draft.data());
            book = strategies.evolve(book, event);
            if (event.data() instanceof SignalRaised raised) {
                onSignal(event, raised);
            }
        }
    }

    private void onSignal(Event<?> event, SignalRaised raised) {
        if (raised.section() == Section.S1) {
            alarmsMillis.add(event.time().toEpochMilli());
        } else if (raised.section() == Section.Z1) {
            decide(event("denied/" + event.id(), event.time(), denial(event.id(), raised)));
        }
    }

    private static OrderDenied denial(String signalId, SignalRaised raised) {
        return new OrderDenied(
                raised.sessionId(),
                OrderIds.forSignal(signalId),
                raised.strategyId(),
                raised.symbol(),
                raised.episodeId(),
                signalId,
                Purpose.ENTRY,
                DenialReason.TRADING_HALTED,
                List.of());
    }

    private Event<?> event(String id, Instant at, EventData data) {
        sequence++;
        return new Event<>(id, SESSION, symbol.name(), at, sequence, null, null, data);
    }
}
