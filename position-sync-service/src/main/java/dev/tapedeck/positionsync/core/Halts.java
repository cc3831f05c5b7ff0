package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.Scope;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.kit.decide.Draft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the watchdog halts by itself. A session that it halts stays so until an operator resumes it. A halt of everything has a scope id of its own beside the operators', lasts
 * as long as its troubles do, and ends by itself.
 */
final class Halts {
    private static final String EVERYWHERE = Scope.GLOBAL.key(TradingStateEvent.WATCHDOG);

    private Halts() {}

    /** Returns the halt of a session; nothing when it is halted for good already. */
    static List<Draft> session(PositionBook book, String sessionId, String id, String why) {
        String key = Scope.SESSION.key(sessionId);
        TradingStateChanged known = book.tradingStates().get(key);
        if (known != null && known.state() == State.HALTED && known.until() == null) {
            return List.of();
        }
        boolean flatten = known != null && known.flatten();
        return List.of(new Draft(
                "watchdog/" + id,
                key,
                key,
                null,
                new TradingStateChanged(
                        Scope.SESSION, sessionId, State.HALTED, flatten, TradingStateEvent.WATCHDOG, why, null)));
    }

    /** @param troubles empty when trading may go on as far as the watchdog is concerned */
    static List<Draft> everywhere(PositionBook book, String number, List<String> troubles) {
        TradingStateChanged known = book.tradingStates().get(EVERYWHERE);
        boolean halted = known != null && known.state() == State.HALTED;
        if (halted == !troubles.isEmpty()) {
            return List.of();
        }
        return List.of(everywhere(
                number,
                halted ? State.ACTIVE : State.HALTED,
                halted ? "over: " + whyOf(known) : String.join("; ", troubles)));
    }

    private static String whyOf(@Nullable TradingStateChanged known) {
        return known == null ? "" : known.why();
    }

    private static Draft everywhere(String number, State state, String why) {
        return new Draft(
                "watchdog/" + EVERYWHERE + "/" + number,
                EVERYWHERE,
                EVERYWHERE,
                null,
                new TradingStateChanged(
                        Scope.GLOBAL, TradingStateEvent.WATCHDOG, state, false, TradingStateEvent.WATCHDOG, why, null));
    }
}
