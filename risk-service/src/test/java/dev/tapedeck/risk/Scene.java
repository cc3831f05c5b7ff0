package dev.tapedeck.risk;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.FeedEvent.FeedStatusChanged;
import dev.tapedeck.contracts.event.InstrumentEvent.InstrumentListed;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.testkit.TopicProbe;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What other services write about one session on one symbol of its own. */
record Scene(TopicProbe probe, String session, Symbol symbol) {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    /** Writes what must be known before an entry can be approved. */
    void open(RiskLimits limits) {
        write(
                session,
                session,
                1,
                new SessionChanged(
                        session,
                        Mode.PAPER,
                        State.RUNNING,
                        List.of(symbol),
                        List.of(),
                        Usdt.of(10_000),
                        limits,
                        "test"));
        write(
                symbol.name(),
                symbol.name(),
                1,
                new InstrumentListed(
                        symbol,
                        new BigDecimal("0.01"),
                        Price.of("0.1"),
                        Quantity.of(1),
                        Quantity.of(1),
                        Quantity.of(1_000_000),
                        125,
                        new BigDecimal("0.001"),
                        BigDecimal.ZERO,
                        new BigDecimal("0.005")));
        write(symbol.name(), symbol.name(), 1, new FeedStatusChanged(symbol, FeedEvent.State.LIVE, 5, "test"));
    }

    /** Writes the n-th entry signal, of so many USDT. */
    void signal(int n, int notional) {
        write(
                session,
                session + "/probe/" + symbol,
                n,
                new SignalRaised(
                        session,
                        "probe",
                        1,
                        symbol,
                        episode(n),
                        Section.Z1,
                        Direction.LONG,
                        StrategyState.SIGNAL_DETECTED,
                        StrategyState.ENTRY_EVALUATION,
                        Price.of("100"),
                        List.of(),
                        new EntryIntent(Usdt.of(notional), 1, Price.of("90"), 0)));
    }

    String signalId(int n) {
        return "signals/" + episode(n) + "/Z1";
    }

    String episode(int n) {
        return session + "/probe/" + symbol + "/" + n;
    }

    private void write(String key, String subject, int sequence, EventData data) {
        String id = data instanceof SignalRaised ? signalId(sequence) : subject + "/" + data.getClass() + sequence;
        probe.write(key, new Event<>(id, "test", subject, T0.plusSeconds(sequence), sequence, null, null, data));
    }
}
