package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.PositionEvent.EquityMarked;
import dev.tapedeck.contracts.event.RiskEvent;
import java.util.List;
import java.util.Optional;

/** The newest accounts, one of each session. */
final class Accounts {
    private final BoundedMap<String, AccountLife> bySession;

    Accounts(int capacity) {
        this.bySession = new BoundedMap<>(capacity);
    }

    void apply(RiskEvent said, Event<?> event) {
        account(said.sessionId()).apply(said, event);
    }

    void mark(EquityMarked said, Event<?> event) {
        account(said.sessionId()).mark(said, event);
    }

    /** @param paused instances of the session that may not enter now */
    Optional<RiskView> view(SessionView session, List<StrategyView> paused) {
        return Optional.ofNullable(bySession.get(session.sessionId()))
                .flatMap(account -> account.view(session, paused));
    }

    private AccountLife account(String sessionId) {
        return bySession.computeIfAbsent(sessionId, id -> new AccountLife());
    }
}
