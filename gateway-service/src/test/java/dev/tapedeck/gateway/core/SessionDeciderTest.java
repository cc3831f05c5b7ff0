package dev.tapedeck.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.core.SessionDecider.Decision.Accepted;
import dev.tapedeck.gateway.core.SessionDecider.Decision.Refused;
import dev.tapedeck.gateway.core.SessionDecider.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionDeciderTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");

    private final ReadModel model = new ReadModel(new Capacity(50, 10, 10, 10));
    private final SessionDecider decider = new SessionDecider(false);

    private static SessionOrder order(Mode mode) {
        return order(mode, null);
    }

    private static SessionOrder order(Mode mode, @Nullable String sessionId) {
        return new SessionOrder(
                "ann",
                sessionId,
                mode,
                List.of(Symbol.of("BTC_USDT")),
                List.of(),
                Usdt.of(10_000),
                RiskLimits.DEFAULTS);
    }

    private Accepted start() {
        return assertInstanceOf(Accepted.class, decider.start(model, order(Mode.PAPER), NOW));
    }

    private void fold(List<Event<?>> events) {
        events.forEach(event -> model.fold(event, NOW));
    }

    @Test
    void startsASessionByACommandAndTheSessionThatItCauses() {
        Accepted accepted = start();
        assertEquals("s-20261123T100000-1", accepted.sessionId());
        assertEquals(
                List.of(Topic.COMMANDS, Topic.SESSIONS),
                accepted.events().stream().map(event -> Topic.of(event.data())).toList());
        assertEquals(
                accepted.events().getFirst().id(), accepted.events().getLast().causationId());
    }

    @Test
    void refusesASecondSessionWhileOneIsRunning() {
        fold(start().events());
        var refused = assertInstanceOf(Refused.class, decider.start(model, order(Mode.PAPER), NOW));
        assertEquals(Refusal.CONFLICT, refused.refusal());
    }

    @Test
    void refusesLiveTradingThatIsNotAllowed() {
        var refused = assertInstanceOf(Refused.class, decider.start(model, order(Mode.LIVE), NOW));
        assertEquals(Refusal.LIVE_NOT_ALLOWED, refused.refusal());
        assertInstanceOf(Accepted.class, new SessionDecider(true).start(model, order(Mode.LIVE), NOW));
    }

    @Test
    void stopsARunningSessionAndCountsItsEvents() {
        fold(start().events());
        var stopped = assertInstanceOf(
                Accepted.class, decider.stop(model, "s-20261123T100000-1", "ann", "lunch", NOW.plusSeconds(5)));
        assertEquals(
                List.of(2L, 2L), stopped.events().stream().map(Event::sequence).toList());
        fold(stopped.events());
        assertEquals(
                SessionEvent.State.STOPPED,
                model.findSession("s-20261123T100000-1").orElseThrow().state());
    }

    @Test
    void refusesToStopWhatDoesNotExistOrDoesNotRun() {
        var unknown = assertInstanceOf(Refused.class, decider.stop(model, "s-9", "ann", "lunch", NOW));
        assertEquals(Refusal.UNKNOWN_SESSION, unknown.refusal());
        fold(start().events());
        fold(((Accepted) decider.stop(model, "s-20261123T100000-1", "ann", "lunch", NOW)).events());
        var again = assertInstanceOf(Refused.class, decider.stop(model, "s-20261123T100000-1", "ann", "lunch", NOW));
        assertEquals(Refusal.CONFLICT, again.refusal());
    }

    @Test
    void givesTwoSessionsOfOneSecondDifferentIds() {
        fold(start().events());
        fold(((Accepted) decider.stop(model, "s-20261123T100000-1", "ann", "lunch", NOW)).events());
        assertEquals("s-20261123T100000-2", start().sessionId());
    }

    @Test
    void givesASessionTheIdThatWasAskedForOnlyOnce() {
        var accepted = assertInstanceOf(Accepted.class, decider.start(model, order(Mode.PAPER, "mine"), NOW));
        assertEquals("mine", accepted.sessionId());
        fold(accepted.events());
        fold(((Accepted) decider.stop(model, "mine", "ann", "lunch", NOW)).events());
        var again = assertInstanceOf(Refused.class, decider.start(model, order(Mode.PAPER, "mine"), NOW));
        assertEquals(Refusal.CONFLICT, again.refusal());
    }

    @Test
    void finishesAStartWhoseSessionWasNeverWritten() {
        Accepted accepted = start();
        fold(accepted.events().subList(0, 1));
        assertEquals(accepted.events().subList(1, 2), decider.unfinished(model));
        fold(accepted.events().subList(1, 2));
        assertEquals(List.of(), decider.unfinished(model));
    }

    @Test
    void finishesAStopWhoseSessionWasNeverWritten() {
        fold(start().events());
        var stop = (Accepted) decider.stop(model, "s-20261123T100000-1", "ann", "lunch", NOW);
        fold(stop.events().subList(0, 1));
        Event<?> owed = decider.unfinished(model).getFirst();
        assertEquals(stop.events().getLast(), owed);
        assertEquals(SessionEvent.State.STOPPED, ((SessionChanged) owed.data()).state());
    }
}
