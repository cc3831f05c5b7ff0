package dev.tapedeck.positionsync.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.AlertEvent.AlertRaised;
import dev.tapedeck.contracts.event.CommandEvent.SetTradingState;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.EventData;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.PositionEvent;
import dev.tapedeck.contracts.event.PositionEvent.PositionChanged;
import dev.tapedeck.contracts.event.PositionEvent.PositionMismatched;
import dev.tapedeck.contracts.event.PositionEvent.VenuePosition;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.kit.stream.StateCodec;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides, evolves and derives as the shell does, every event by way of its wire form, and keeps the log. */
final class Machine {
    static final String SESSION = "s1";
    static final Symbol BTC = Symbol.of("BTC_USDT");
    static final Symbol ETH = Symbol.of("ETH_USDT");
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    static final BigDecimal CONTRACT = new BigDecimal("0.01");

    private final PositionDecider decider = new PositionDecider();
    private final StateCodec<PositionBook> codec = StateCodec.json(PositionBook.class);
    private int inputs;
    private Instant now = T0;
    final List<Event<?>> log = new ArrayList<>();
    final List<AlertRaised> alerts = new ArrayList<>();
    PositionBook book = decider.initial();

    PositionChanged fills(Purpose purpose, Direction direction, long quantity, String price, String fee) {
        return fills("probe", BTC, purpose, direction, quantity, price, fee);
    }

    PositionChanged fills(
            String strategy,
            Symbol symbol,
            Purpose purpose,
            Direction direction,
            long quantity,
            String price,
            String fee) {
        inputs++;
        var contracts = Quantity.of(quantity);
        var fill = new FillRecorded(
                SESSION,
                "td" + inputs,
                "v" + inputs,
                "d" + inputs,
                strategy,
                symbol,
                "episode",
                purpose,
                purpose.reducesOnly() ? direction.exitSide() : direction.entrySide(),
                direction,
                Price.of(price),
                contracts,
                contracts.notional(CONTRACT, Price.of(price)),
                Usdt.of(fee),
                true,
                Price.of(price),
                BigDecimal.ZERO);
        List<PositionEvent> events = tell(new PositionCommand.ApplyFill("fills/" + inputs, fill, "episode"));
        assertEquals(1, events.size(), events::toString);
        return (PositionChanged) events.getFirst();
    }

    List<PositionEvent> venueHolds(PositionCommand.Held... held) {
        return venueAnswers(Map.of(), List.of(), null, held);
    }

    List<PositionEvent> venueAnswers(
            Map<Symbol, List<VenueAction>> histories,
            List<PositionCommand.Stranger> strangers,
            @Nullable String reconcileFor,
            PositionCommand.Held... held) {
        inputs++;
        return tell(new PositionCommand.CompareWithVenue(
                SESSION, true, "n" + inputs, List.of(held), histories, strangers, reconcileFor));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Returns the mismatches that an answer of the venue led to whose history is empty. */
    List<PositionMismatched> mismatches(PositionCommand.Held... held) {
        return venueAnswers(Map.of(BTC, List.of(), ETH, List.of()), List.of(), null, held).stream()
                .filter(PositionMismatched.class::isInstance)
                .map(PositionMismatched.class::cast)
                .toList();
    }

    static PositionCommand.Held held(Symbol symbol, Direction direction, long quantity) {
        return held(symbol, direction, quantity, Price.of("100"));
    }

    static PositionCommand.Held held(Symbol symbol, Direction direction, long quantity, Price average) {
        return new PositionCommand.Held(
                symbol,
                direction,
                3,
                new VenuePosition(Quantity.of(quantity), average, Price.of("70"), null, null, null));
    }

    /** Returns what an operator's wish led to. */
    List<TradingStateChanged> asks(TradingStateEvent.State state, String why) {
        return asks(new SetTradingState("ada", TradingStateEvent.Scope.GLOBAL, "all", state, false, why, null));
    }

    List<TradingStateChanged> asks(TradingStateEvent.Scope scope, String scopeId, TradingStateEvent.State state) {
        return asks(new SetTradingState("ada", scope, scopeId, state, false, "test", null));
    }

    private List<TradingStateChanged> asks(SetTradingState asked) {
        inputs++;
        int before = log.size();
        carryOut(new PositionCommand.DecideTradingState("ask/" + inputs, asked));
        return log.stream()
                .skip(before)
                .map(Event::data)
                .map(TradingStateChanged.class::cast)
                .toList();
    }

    PositionChanged position(Symbol symbol, Direction direction) {
        PositionChanged position = book.position(SESSION, symbol, direction);
        if (position == null) {
            throw new AssertionError("no position of " + symbol + " " + direction);
        }
        return position;
    }

    /** Fails unless the log alone, and a snapshot alone, give the book, and no id was used twice. */
    void checkRestores(String where) {
        PositionBook folded = decider.initial();
        for (Event<?> event : log) {
            folded = decider.evolve(folded, event);
        }
        assertEquals(book, folded, () -> "fold of the log, " + where);
        assertEquals(book, codec.load(codec.save(book)), () -> "snapshot, " + where);
        assertEquals(log.size(), log.stream().map(Event::id).distinct().count(), () -> "ids used once, " + where);
    }

    private List<PositionEvent> tell(PositionCommand command) {
        int before = log.size();
        carryOut(command);
        return log.stream()
                .skip(before)
                .map(Event::data)
                .filter(PositionEvent.class::isInstance)
                .map(PositionEvent.class::cast)
                .toList();
    }

    static PositionCommand asked(
            TradingStateEvent.Scope scope, String scopeId, TradingStateEvent.State state, @Nullable Instant until) {
        return new PositionCommand.DecideTradingState(
                "ask/" + scope + "/" + state,
                new SetTradingState("ada", scope, scopeId, state, false, "a drill", until));
    }

    Instant now() {
        return now;
    }

    /** Returns another number each time. */
    String number() {
        inputs++;
        return "n" + inputs;
    }

    /** Returns every decision about what trading is allowed, oldest first. */
    List<TradingStateChanged> states() {
        return log.stream()
                .map(Event::data)
                .filter(TradingStateChanged.class::isInstance)
                .map(TradingStateChanged.class::cast)
                .toList();
    }

    /** Returns what the command led to. */
    List<EventData> carryOut(PositionCommand command) {
        int before = log.size();
        for (Draft draft : decider.decide(book, command, now)) {
            Event<?> event = stamp(draft, command instanceof PositionCommand.ApplyFill ? "in/" + inputs : null);
            log.add(event);
            book = decider.evolve(book, event);
            SyncAlerts.of(event).forEach(alert -> alerts.add((AlertRaised) alert.data()));
        }
        return log.stream().skip(before).map(event -> (EventData) event.data()).toList();
    }

    private Event<?> stamp(Draft draft, @Nullable String causationId) {
        var event = new Event<>(
                draft.id(),
                "position-sync",
                draft.subject(),
                now,
                log.size() + 1,
                draft.correlationId(),
                causationId,
                draft.data());
        try {
            return EventCodec.decode(EventCodec.encode(event));
        } catch (UndecodableEvent broken) {
            throw new AssertionError("an event must survive the wire: " + event, broken);
        }
    }
}
