package dev.tapedeck.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.CommandEvent.ChangeStrategy;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent;
import dev.tapedeck.contracts.event.SessionEvent.Mode;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.topic.Topic;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.core.SessionDecider.Decision.Accepted;
import dev.tapedeck.gateway.core.SessionDecider.Decision.Refused;
import dev.tapedeck.gateway.core.SessionDecider.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

    @Test
    void changesAStrategyByACommandAndTheSessionThatItCauses() {
        running(strategy("other", 1), strategy("pump", 2));
        Accepted accepted = change(strategy("pump", 3));
        assertEquals("mine", accepted.sessionId());
        Event<?> command = accepted.events().getFirst();
        assertEquals(new ChangeStrategy("ann", "mine", strategy("pump", 3), "calmer"), command.data());
        Event<?> event = accepted.events().getLast();
        assertEquals(command.id(), event.causationId());
        var session = (SessionChanged) event.data();
        assertEquals(List.of(strategy("other", 1), strategy("pump", 3)), session.strategies());
        assertEquals(SessionEvent.State.RUNNING, session.state());
        assertEquals("strategy pump version 3 by ann: calmer", session.reason());
        assertEquals(accepted, change(strategy("pump", 3)), "the same request has the same ids");
    }

    @Test
    void givesEveryChangeIdsAndNumbersOfItsOwn() {
        running(strategy("pump", 2));
        Accepted first = change(strategy("pump", 3));
        fold(first.events());
        Accepted second = change(strategy("pump", 4));
        assertEquals(List.of(2L, 2L), numbers(first));
        assertEquals(List.of(3L, 3L), numbers(second));
        assertEquals(List.of("mine-change-2", "mine-changed-2"), ids(first));
        assertEquals(List.of("mine-change-3", "mine-changed-3"), ids(second));
        fold(second.events());
        assertEquals(
                List.of(strategy("pump", 4)),
                model.findSession("mine").orElseThrow().strategies());
    }

    @Test
    void addsAStrategyThatTheSessionDoesNotHave() {
        running(strategy("pump", 2));
        fold(change(strategy("fade", 1)).events());
        assertEquals(
                List.of(strategy("pump", 2), strategy("fade", 1)),
                model.findSession("mine").orElseThrow().strategies());
    }

    @Test
    void refusesToChangeWhatDoesNotExistOrDoesNotRun() {
        assertEquals(Refusal.UNKNOWN_SESSION, refused(strategy("pump", 3)).refusal());
        running(strategy("pump", 2));
        fold(((Accepted) decider.stop(model, "mine", "ann", "lunch", NOW)).events());
        assertConflict(strategy("pump", 3), "must be RUNNING, was STOPPED");
    }

    @Test
    void refusesAVersionThatIsNotAboveTheOneThatRuns() {
        running(strategy("pump", 12));
        assertConflict(strategy("pump", 12), "version 12; its version must be above that, was 12");
        assertConflict(strategy("pump", 9), "version 12; its version must be above that, was 9");
    }

    @Test
    void refusesAnotherDirection() {
        running(strategy("pump", 2));
        assertConflict(strategy("pump", 3, Direction.SHORT, null), "needs another id");
    }

    @Test
    void refusesAStrategyWithoutASymbolOfTheSession() {
        running(strategy("pump", 2));
        assertConflict(
                strategy("pump", 3, Direction.LONG, List.of(Symbol.of("ETH_USDT"))), "its symbols are [ETH_USDT]");
        change(strategy("pump", 3, Direction.LONG, List.of(Symbol.of("ETH_USDT"), Symbol.of("BTC_USDT"))));
    }

    @Test
    void refusesMoreStrategiesThanASessionMayHave() {
        running(IntStream.range(0, SessionDecider.STRATEGIES_MAX)
                .mapToObj(number -> strategy("s" + number, 1))
                .toArray(StrategyDefinition[]::new));
        assertConflict(strategy("one-more", 1), "at most 50 strategies");
        change(strategy("s7", 2));
    }

    @Test
    void finishesAChangeWhoseSessionWasNeverWritten() {
        running(strategy("pump", 2));
        Accepted accepted = change(strategy("pump", 3));
        fold(accepted.events().subList(0, 1));
        assertEquals(accepted.events().subList(1, 2), decider.unfinished(model));
        fold(accepted.events().subList(1, 2));
        assertEquals(List.of(), decider.unfinished(model));
    }

    @Test
    void doesNotTakeUpAnOlderChangeAfterANewerOne() {
        running(strategy("pump", 2));
        Accepted older = change(strategy("pump", 3));
        fold(older.events());
        Accepted newer = change(strategy("pump", 4));
        fold(newer.events().subList(0, 1));
        assertEquals(newer.events().subList(1, 2), decider.unfinished(model));
        fold(newer.events().subList(1, 2));
        assertEquals(List.of(), decider.unfinished(model));
    }

    @Test
    void owesNothingWhenOnlyTheLastStateOfAChangedSessionIsKept() {
        List<Event<?>> events = running(strategy("pump", 2));
        Accepted older = change(strategy("pump", 3));
        fold(older.events());
        Accepted newer = change(strategy("pump", 4));
        // As a restart reads it: commands in full, of the compacted sessions the last, one topic after the other.
        Event<?> start = events.getFirst();
        Event<?> changeOne = older.events().getFirst();
        Event<?> changeTwo = newer.events().getFirst();
        Event<?> last = newer.events().getLast();
        for (List<Event<?>> order :
                List.of(List.of(start, changeOne, changeTwo, last), List.of(last, start, changeOne, changeTwo))) {
            var restored = new ReadModel(new Capacity(50, 10, 10, 10));
            order.forEach(event -> restored.fold(event, NOW));
            assertEquals(List.of(), decider.unfinished(restored));
            assertEquals(
                    List.of(strategy("pump", 4)),
                    restored.findSession("mine").orElseThrow().strategies());
        }
    }

    @Test
    void aStopAfterAChangeWins() {
        running(strategy("pump", 2));
        fold(change(strategy("pump", 3)).events().subList(0, 1));
        fold(((Accepted) decider.stop(model, "mine", "ann", "lunch", NOW))
                .events()
                .subList(0, 1));
        List<Event<?>> owed = decider.unfinished(model);
        assertEquals(1, owed.size(), owed::toString);
        assertEquals(
                SessionEvent.State.STOPPED, ((SessionChanged) owed.getFirst().data()).state());
        fold(owed);
        assertEquals(List.of(), decider.unfinished(model));
    }

    private List<Event<?>> running(StrategyDefinition... strategies) {
        var order = new SessionOrder(
                "ann",
                "mine",
                Mode.PAPER,
                List.of(Symbol.of("BTC_USDT")),
                List.of(strategies),
                Usdt.of(10_000),
                RiskLimits.DEFAULTS);
        List<Event<?>> events = ((Accepted) decider.start(model, order, NOW)).events();
        fold(events);
        return events;
    }

    private Accepted change(StrategyDefinition definition) {
        return assertInstanceOf(Accepted.class, decider.change(model, "mine", definition, "ann", "calmer", NOW));
    }

    private Refused refused(StrategyDefinition definition) {
        return assertInstanceOf(Refused.class, decider.change(model, "mine", definition, "ann", "calmer", NOW));
    }

    private void assertConflict(StrategyDefinition definition, String says) {
        Refused refused = refused(definition);
        assertEquals(Refusal.CONFLICT, refused.refusal());
        assertTrue(refused.detail().contains(says), refused.detail());
    }

    private static List<Long> numbers(Accepted accepted) {
        return accepted.events().stream().map(Event::sequence).toList();
    }

    private static List<String> ids(Accepted accepted) {
        return accepted.events().stream().map(Event::id).toList();
    }

    private static StrategyDefinition strategy(String id, int version) {
        return strategy(id, version, Direction.LONG, null);
    }

    private static StrategyDefinition strategy(
            String id, int version, Direction direction, @Nullable List<Symbol> symbols) {
        return new StrategyDefinition(
                id,
                version,
                null,
                direction,
                Map.of(),
                Usdt.of(100),
                1,
                0,
                1_000,
                60,
                60,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                symbols);
    }
}
