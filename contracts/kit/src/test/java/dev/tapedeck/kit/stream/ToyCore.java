package dev.tapedeck.kit.stream;

import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.AlertEvent.Severity;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.RiskEvent.ReservationReleased;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.event.SignalEvent.StrategyStateChanged;
import dev.tapedeck.contracts.event.SignalEvent.TransitionReason;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.kit.decide.Decider;
import dev.tapedeck.kit.decide.Draft;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A core that answers every state change of a strategy with two events that count on from the last. */
final class ToyCore implements Decider<ToyCore.Count, Event<?>> {
    static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    record Count(long value) {}

    @Override
    public Count initial() {
        return new Count(0);
    }

    @Override
    public List<Draft> decide(Count state, Event<?> command, Instant at) {
        var changed = (StrategyStateChanged) command.data();
        if (changed.detail().equals("poison")) {
            throw new IllegalArgumentException("detail must not be poison (id=" + command.id() + ")");
        }
        if (changed.detail().equals("nothing")) {
            return List.of();
        }
        return List.of(
                released(changed.sessionId(), command.id() + "/a", state.value() + 1),
                released(changed.sessionId(), command.id() + "/b", state.value() + 2));
    }

    @Override
    public Count evolve(Count state, Event<?> event) {
        return new Count(state.value() + 1);
    }

    static List<Draft> derive(Event<?> event) {
        var released = (ReservationReleased) event.data();
        var alert = new AlertRaised("alert/" + event.id(), released.sessionId(), Severity.INFO, "Toy", "toy", Map.of());
        return List.of(
                new Draft("alert/" + event.id(), released.sessionId(), "risk-" + released.sessionId(), null, alert));
    }

    static Event<?> input(String session, long sequence, String detail) {
        return new Event<>(
                "in/" + session + "/" + sequence,
                "strategy",
                session,
                T0.plusSeconds(sequence),
                sequence,
                null,
                null,
                new StrategyStateChanged(
                        session,
                        "toy",
                        1,
                        Symbol.of("BTC_USDT"),
                        null,
                        StrategyState.MONITORING,
                        StrategyState.MONITORING,
                        List.of(),
                        TransitionReason.FEED_FRESH,
                        detail));
    }

    /** A row of a table that no core here cares about. */
    static Event<?> row(long number) {
        String subject = "row-" + number;
        return new Event<>(
                subject,
                "gateway",
                subject,
                T0,
                1,
                null,
                null,
                new AlertRaised(subject, null, Severity.INFO, "Toy", "row", Map.of()));
    }

    private static Draft released(String session, String id, long count) {
        return new Draft(
                id,
                session,
                session,
                null,
                new ReservationReleased(session, id, Usdt.of(count), Quantity.ZERO, Usdt.ZERO, "toy"));
    }
}
