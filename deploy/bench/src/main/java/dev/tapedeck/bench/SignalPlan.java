package dev.tapedeck.bench;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.topic.Service;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.time.Instant;
import java.util.List;

/**
 * Signals as the strategy service would raise them, in turns over many instances: each enters when it has its turn, leaves at its next, and so on, so that what is held and
 * reserved stays bounded. Ids, subjects and sequences follow the service's rules; the headers that only its own recovery reads are left out.
 *
 * @param sessions of which every instance belongs to one
 * @param instances at most so many; each has its turn after all others
 */
record SignalPlan(List<String> sessions, List<Symbol> symbols, int instances) {
    private static final int LEVERAGE = 2;
    private static final int MAX_SLIPPAGE_BPS = 200;
    private static final Usdt NOTIONAL = Usdt.of(50);
    private static final Price STOP = Price.of("800");

    /** The price around which the tapes of the busy market wander. */
    static final Price PRICE = Price.of("1000");

    /** Returns the n-th signal, from 0. */
    Event<SignalRaised> signal(int n, Instant at) {
        int instance = n % instances;
        int turn = n / instances;
        return turn % 2 == 0
                ? signal(instance, turn, Section.Z1, PRICE, at)
                : signal(instance, turn, Section.ZE1, PRICE, at);
    }

    /**
     * Returns a signal of an instance.
     *
     * @param turn how many signals the instance raised before
     * @param price that the decision saw
     */
    Event<SignalRaised> signal(int instance, int turn, Section section, Price price, Instant at) {
        String session = sessions.get(instance % sessions.size());
        Symbol symbol = symbols.get(instance / sessions.size() % symbols.size());
        String strategy = "bench-" + instance / (sessions.size() * symbols.size());
        String subject = session + "/" + strategy + "/" + symbol;
        String episode = subject + "/" + turn / 2;
        boolean enters = section == Section.Z1;
        return new Event<>(
                "signals/" + episode + "/" + section,
                Service.STRATEGY.id(),
                subject,
                at,
                turn + 1L,
                episode,
                null,
                new SignalRaised(
                        session,
                        strategy,
                        1,
                        symbol,
                        episode,
                        section,
                        Direction.LONG,
                        enters ? StrategyState.SIGNAL_DETECTED : StrategyState.POSITION_ACTIVE,
                        enters ? StrategyState.ENTRY_EVALUATION : StrategyState.CLOSE_EVALUATION,
                        price,
                        List.of(),
                        enters ? new EntryIntent(NOTIONAL, LEVERAGE, STOP, MAX_SLIPPAGE_BPS) : null));
    }
}
