package dev.tapedeck.risk.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapedeck.contracts.codec.EventCodec;
import dev.tapedeck.contracts.codec.UndecodableEvent;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FeedEvent;
import dev.tapedeck.contracts.event.RiskEvent;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.kit.decide.Draft;
import dev.tapedeck.kit.stream.StateCodec;
import java.util.ArrayList;
import java.util.List;

/** Decides and evolves as the shell does, every event by way of its wire form, and keeps the log. */
final class Machine {
    private final RiskDecider decider = new RiskDecider();
    private final StateCodec<RiskBook> codec = StateCodec.json(RiskBook.class);
    final List<Event<?>> log = new ArrayList<>();
    RiskBook book = decider.initial();

    /** A running session whose symbols are listed and fresh. */
    static Machine running(Inputs inputs, RiskLimits limits) {
        return running(inputs, inputs.session(State.RUNNING, limits));
    }

    /** A session that starts with this event, whose symbols are listed and fresh. */
    static Machine running(Inputs inputs, Event<?> session) {
        var machine = new Machine();
        machine.see(session);
        for (Symbol symbol : List.of(Inputs.BTC, Inputs.ETH, Inputs.ADX)) {
            machine.see(inputs.instrument(symbol));
            machine.see(inputs.feed(symbol, FeedEvent.State.LIVE));
        }
        return machine;
    }

    List<RiskEvent> see(Event<?> input) {
        var events = new ArrayList<RiskEvent>();
        for (Draft draft : decider.decide(book, input, input.time())) {
            Event<?> event = stamp(draft, input);
            log.add(event);
            book = decider.evolve(book, event);
            events.add((RiskEvent) event.data());
        }
        return events;
    }

    OrderApproved approves(Event<?> signal) {
        List<RiskEvent> verdict = see(signal);
        if (verdict.size() == 1 && verdict.getFirst() instanceof OrderApproved approved) {
            return approved;
        }
        throw new AssertionError("expected an approval, was " + verdict);
    }

    OrderDenied denies(Event<?> signal) {
        List<RiskEvent> verdict = see(signal);
        if (verdict.size() == 1 && verdict.getFirst() instanceof OrderDenied denied) {
            return denied;
        }
        throw new AssertionError("expected a denial, was " + verdict);
    }

    /** Returns what it said of a kind so far, in order. */
    <T extends RiskEvent> List<T> said(Class<T> kind) {
        return log.stream()
                .map(Event::data)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Goes on from what the log alone restores. */
    void restart() {
        book = decider.initial();
        log.forEach(event -> book = decider.evolve(book, event));
    }

    Account account() {
        Account account = book.account(Inputs.SESSION);
        if (account == null) {
            throw new AssertionError("no account was opened");
        }
        return account;
    }

    /** Fails unless the log alone, and a snapshot alone, give the book. */
    void checkRestores(String where) {
        RiskBook folded = decider.initial();
        for (Event<?> event : log) {
            folded = decider.evolve(folded, event);
        }
        assertEquals(book, folded, () -> "fold of the log, " + where);
        assertEquals(book, codec.load(codec.save(book)), () -> "snapshot, " + where);
    }

    private Event<?> stamp(Draft draft, Event<?> input) {
        var event = new Event<>(
                draft.id(),
                "risk",
                draft.subject(),
                input.time(),
                log.size() + 1,
                draft.correlationId(),
                input.id(),
                draft.data());
        try {
            return EventCodec.decode(EventCodec.encode(event));
        } catch (UndecodableEvent broken) {
            throw new AssertionError("an event must survive the wire: " + event, broken);
        }
    }
}
