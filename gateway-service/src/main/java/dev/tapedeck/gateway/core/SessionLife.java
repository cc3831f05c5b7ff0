package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.CommandEvent.ChangeStrategy;
import dev.tapedeck.contracts.event.CommandEvent.StartSession;
import dev.tapedeck.contracts.event.CommandEvent.StopSession;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.RiskEvent.AccountOpened;
import dev.tapedeck.contracts.event.RiskEvent.ExposureChanged;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SessionEvent.State;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.core.SessionView.Account;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fold of what was asked of a session, what it became, and its account. */
final class SessionLife {
    private @Nullable Event<StartSession> start;
    private @Nullable Event<StopSession> stop;
    /** The newest; those before it became part of the session before it was written. */
    private @Nullable Event<ChangeStrategy> change;

    private @Nullable SessionChanged session;
    private @Nullable String sessionCause;
    private @Nullable Instant startedAt;
    private @Nullable Instant changedAt;
    private @Nullable Account account;

    void started(Event<StartSession> command) {
        start = command;
    }

    void stopped(Event<StopSession> command) {
        stop = command;
    }

    void asked(Event<ChangeStrategy> command) {
        change = command;
    }

    /** @param causationId the command that made the session so */
    void changed(SessionChanged changed, @Nullable String causationId, Instant at) {
        session = changed;
        sessionCause = causationId;
        changedAt = at;
        if (startedAt == null) {
            startedAt = at;
        }
    }

    void opened(AccountOpened opened, Instant at) {
        Usdt balance = opened.initialBalance();
        account = new Account(balance, balance, Usdt.ZERO, Usdt.ZERO, Usdt.ZERO, at);
    }

    void exposed(ExposureChanged changed, Instant at) {
        account = new Account(
                changed.equity(), changed.free(), changed.reserved(), changed.margin(), changed.realisedToday(), at);
    }

    boolean isRunning() {
        return session != null && session.state() == State.RUNNING;
    }

    Optional<SessionChanged> session() {
        return Optional.ofNullable(session);
    }

    /** Returns the start that was asked for and did not become a session, as happens when the gateway dies between the two records. */
    Optional<Event<StartSession>> unfinishedStart() {
        return session == null ? Optional.ofNullable(start) : Optional.empty();
    }

    Optional<Event<StopSession>> unfinishedStop() {
        return isRunning() ? Optional.ofNullable(stop) : Optional.empty();
    }

    /** Returns the change that was asked for last and did not become part of the session; none when the session was to stop after it. */
    Optional<Event<ChangeStrategy>> unfinishedChange() {
        boolean isOwed =
                isRunning() && stop == null && change != null && !change.id().equals(sessionCause);
        return isOwed ? Optional.ofNullable(change) : Optional.empty();
    }

    Optional<SessionView> view() {
        if (session == null || startedAt == null || changedAt == null) {
            return Optional.empty();
        }
        // The start command survives on its topic when compaction removed the first state of the session.
        Instant begin = start == null ? startedAt : start.time();
        return Optional.of(new SessionView(
                session.sessionId(),
                session.mode(),
                session.state(),
                session.symbols(),
                session.strategies(),
                session.initialBalance(),
                session.limits(),
                session.reason(),
                begin,
                changedAt,
                account));
    }
}
