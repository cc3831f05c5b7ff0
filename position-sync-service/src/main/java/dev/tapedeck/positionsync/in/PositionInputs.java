package dev.tapedeck.positionsync.in;

import dev.tapedeck.contracts.event.CommandEvent.SetTradingState;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.kit.stream.Partitions;
import dev.tapedeck.kit.stream.Translator;
import dev.tapedeck.positionsync.core.PositionCommand;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fills become commands; running sessions are remembered for whoever asks the venue. What trading is allowed is decided in one place, the first cell, whoever owns it.
 */
public final class PositionInputs implements Translator<PositionCommand> {
    private static final int TRADING_STATE_CELL = 0;

    private final Map<String, Integer> runningSessions = new ConcurrentHashMap<>();
    private Runnable venueBack = () -> {};
    private boolean venueUsable = true;

    @Override
    public List<PositionCommand> commands(int cell, Event<?> event) {
        return switch (event.data()) {
            case FillRecorded fill -> List.of(new PositionCommand.ApplyFill(event.id(), fill, event.correlationId()));
            case SessionChanged session -> {
                note(session);
                yield List.of();
            }
            case VenueStatusChanged status -> {
                note(status);
                yield List.of();
            }
            case SetTradingState asked ->
                cell == TRADING_STATE_CELL
                        ? List.of(new PositionCommand.DecideTradingState(event.id(), asked))
                        : List.of();
            default -> List.of();
        };
    }

    /** Has somebody told each time the venue can be used again. To be called once, before the first event. */
    public void onVenueBack(Runnable hear) {
        venueBack = hear;
    }

    private void note(VenueStatusChanged status) {
        boolean isBack = status.breaker() == Breaker.CLOSED;
        if (isBack && !venueUsable) {
            venueBack.run();
        }
        venueUsable = isBack;
    }

    /** Returns the running sessions and the cells that they belong to. May be called by any thread. */
    public Map<String, Integer> runningSessions() {
        return Map.copyOf(runningSessions);
    }

    private void note(SessionChanged session) {
        if (session.state() == State.RUNNING) {
            runningSessions.put(session.sessionId(), Partitions.of(Topic.FILLS, session.sessionId()));
        } else {
            runningSessions.remove(session.sessionId());
        }
    }
}
