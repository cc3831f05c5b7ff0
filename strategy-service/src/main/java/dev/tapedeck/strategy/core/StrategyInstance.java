package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.OrderIds;
import dev.tapedeck.contracts.event.SignalEvent;
import dev.tapedeck.contracts.event.SignalEvent.BestPriceReached;
import dev.tapedeck.contracts.event.SignalEvent.PauseCause;
import dev.tapedeck.contracts.event.SignalEvent.Section;
import dev.tapedeck.contracts.event.SignalEvent.SignalRaised;
import dev.tapedeck.contracts.event.SignalEvent.StrategyActivated;
import dev.tapedeck.contracts.event.SignalEvent.StrategyPositionChanged;
import dev.tapedeck.contracts.event.SignalEvent.StrategyState;
import dev.tapedeck.contracts.event.SignalEvent.StrategyStateChanged;
import dev.tapedeck.contracts.event.StrategyDefinition;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One strategy on one symbol in one session. Immutable; {@link #after} is the only way from one to the next.
 *
 * @param running whether the session runs and has this strategy on this symbol; when not, nothing is entered and what is open is closed
 * @param pausedBy what keeps it from detecting and entering
 * @param decidedAt market time of the last decision; indicators that are not newer were decided on already
 * @param episode the open detection, or the last one
 * @param position held by this instance, whatever its state
 * @param cooldown while in COOLDOWN
 * @param recentFills ids of the last fills that were applied, oldest first, so that none counts twice
 */
record StrategyInstance(
        String sessionId,
        Symbol symbol,
        StrategyDefinition definition,
        boolean running,
        StrategyState state,
        List<PauseCause> pausedBy,
        @Nullable Instant decidedAt,
        @Nullable Episode episode,
        @Nullable Position position,
        @Nullable Cooldown cooldown,
        List<String> recentFills) {

    static final int RECENT_FILLS_MAX = 256;

    StrategyInstance {
        pausedBy = List.copyOf(pausedBy);
        recentFills = List.copyOf(recentFills);
    }

    /**
     * A detection and what became of it.
     *
     * @param startedAt event time of S1
     * @param enteredAt event time of Z1; that of S1 before
     * @param entryOrderId the order that Z1 leads to; absent before Z1
     * @param closing the last attempt to close; absent before the first and after the position is gone
     * @param exitAttempts so far in this episode
     */
    record Episode(
            String id,
            Instant startedAt,
            Instant enteredAt,
            @Nullable String entryOrderId,
            @Nullable Closing closing,
            int exitAttempts) {
        Episode entered(Instant at, String orderId) {
            return new Episode(id, startedAt, at, orderId, closing, exitAttempts);
        }

        Episode closing(Closing next) {
            return new Episode(id, startedAt, enteredAt, entryOrderId, next, exitAttempts + 1);
        }

        Episode closed() {
            return new Episode(id, startedAt, enteredAt, entryOrderId, null, exitAttempts);
        }
    }

    /**
     * An attempt to close the position.
     *
     * @param failed whether the order is known to have ended without closing all of it
     */
    record Closing(Section section, String orderId, Instant at, boolean failed) {}

    /**
     * What the instance holds.
     *
     * @param bestPrice the price furthest in its favour since the entry; kept up to date only when the strategy asks for a drawdown
     */
    record Position(Direction direction, Quantity quantity, Price averageEntryPrice, Price bestPrice) {}

    record Cooldown(Instant since, long seconds) {}

    /** Returns the subject of the instance's events. */
    String id() {
        return id(sessionId, definition.id(), symbol);
    }

    static String id(String sessionId, String strategyId, Symbol symbol) {
        return sessionId + "/" + strategyId + "/" + symbol;
    }

    boolean paused() {
        return !pausedBy.isEmpty();
    }

    boolean isPausedBy(PauseCause cause) {
        return pausedBy.contains(cause);
    }

    /** Returns the episode that events of this moment belong to, if any: a past one is not reported while nothing is going on. */
    @Nullable
    String episodeId() {
        boolean idle = state == StrategyState.INACTIVE || state == StrategyState.MONITORING;
        return episode == null || (idle && position == null) ? null : episode.id();
    }

    static StrategyInstance activated(StrategyActivated event) {
        return new StrategyInstance(
                event.sessionId(),
                event.symbol(),
                event.definition(),
                false,
                StrategyState.INACTIVE,
                List.of(),
                null,
                null,
                null,
                null,
                List.of());
    }

    /** Returns the instance after one of its own events, which carries the id and time that it has on the log. */
    StrategyInstance after(String eventId, Instant at, SignalEvent event) {
        return switch (event) {
            case StrategyActivated activated -> withDefinition(activated.definition());
            case StrategyStateChanged changed -> afterChange(changed, at);
            case SignalRaised raised -> afterSignal(raised, eventId, at);
            case StrategyPositionChanged changed -> afterFill(changed, at);
            case BestPriceReached reached -> withBestPrice(reached.price());
        };
    }

    private StrategyInstance afterSignal(SignalRaised raised, String eventId, Instant at) {
        Episode before = episode;
        Episode opened = before == null || raised.section() == Section.S1
                ? new Episode(raised.episodeId(), at, at, null, null, 0)
                : before;
        String orderId = OrderIds.forSignal(eventId);
        return switch (raised.section()) {
            case S1 -> next(raised.to(), at, opened, null);
            case O1 ->
                next(raised.to(), at, opened, new Cooldown(opened.startedAt(), definition.entryTimeoutSeconds()));
            case Z1 -> next(raised.to(), at, opened.entered(at, orderId), null);
            case ZE1, E1 ->
                next(raised.to(), at, opened.closing(new Closing(raised.section(), orderId, at, false)), null);
        };
    }

    private StrategyInstance afterChange(StrategyStateChanged changed, Instant at) {
        StrategyInstance paused = withPausedBy(changed.pausedBy());
        return switch (changed.reason()) {
            case SESSION_STARTED -> paused.withRunning(true).inState(changed.to());
            case SESSION_STOPPED -> paused.withRunning(false).inState(changed.to());
            case ENTRY_TIMED_OUT, COOLDOWN_STARTED ->
                paused.next(changed.to(), at, episode, new Cooldown(at, definition.cooldownSeconds()));
            case COOLDOWN_ENDED -> paused.next(changed.to(), at, episode, null);
            case ENTRY_DENIED, ENTRY_REJECTED, ENTRY_CANCELLED, ENTRY_EXPIRED ->
                paused.next(changed.to(), decidedAt, episode, cooldownSinceDecision(at));
            case EXIT_FAILED -> paused.withExitFailed();
            case EXIT_FILLED, POSITION_CLOSED_ELSEWHERE ->
                paused.next(changed.to(), decidedAt, episode == null ? null : episode.closed(), null);
            case ENTRY_FILLED,
                    FEED_NOT_FRESH,
                    FEED_FRESH,
                    VENUE_UNAVAILABLE,
                    VENUE_AVAILABLE,
                    TRADING_REDUCED,
                    TRADING_RESUMED -> paused.inState(changed.to());
        };
    }

    /** An order's outcome may carry another clock than the market's, so the cool-down counts from the decision that led to the order. */
    private Cooldown cooldownSinceDecision(Instant at) {
        return new Cooldown(decidedAt == null ? at : decidedAt, definition.cooldownSeconds());
    }

    private StrategyInstance afterFill(StrategyPositionChanged changed, Instant at) {
        Episode known = episode == null ? new Episode(changed.episodeId(), at, at, null, null, 0) : episode;
        var fills = new ArrayList<>(recentFills);
        fills.add(changed.fillId());
        if (fills.size() > RECENT_FILLS_MAX) {
            fills.removeFirst();
        }
        return new StrategyInstance(
                sessionId,
                symbol,
                definition,
                running,
                state,
                pausedBy,
                decidedAt,
                known,
                held(changed),
                cooldown,
                fills);
    }

    private @Nullable Position held(StrategyPositionChanged changed) {
        Price average = changed.averageEntryPrice();
        if (average == null) {
            return null;
        }
        Price best = position == null ? average : position.bestPrice();
        return new Position(changed.direction(), changed.quantity(), average, best);
    }

    private StrategyInstance next(
            StrategyState to, @Nullable Instant at, @Nullable Episode nextEpisode, @Nullable Cooldown nextCooldown) {
        return new StrategyInstance(
                sessionId,
                symbol,
                definition,
                running,
                to,
                pausedBy,
                at,
                nextEpisode,
                position,
                nextCooldown,
                recentFills);
    }

    private StrategyInstance inState(StrategyState to) {
        return next(to, decidedAt, episode, to == StrategyState.COOLDOWN ? cooldown : null);
    }

    private StrategyInstance withDefinition(StrategyDefinition next) {
        return new StrategyInstance(
                sessionId, symbol, next, running, state, pausedBy, decidedAt, episode, position, cooldown, recentFills);
    }

    private StrategyInstance withPausedBy(List<PauseCause> causes) {
        return new StrategyInstance(
                sessionId,
                symbol,
                definition,
                running,
                state,
                causes,
                decidedAt,
                episode,
                position,
                cooldown,
                recentFills);
    }

    private StrategyInstance withRunning(boolean runs) {
        return new StrategyInstance(
                sessionId,
                symbol,
                definition,
                runs,
                state,
                pausedBy,
                decidedAt,
                episode,
                position,
                cooldown,
                recentFills);
    }

    private StrategyInstance withPosition(Position next) {
        return new StrategyInstance(
                sessionId,
                symbol,
                definition,
                running,
                state,
                pausedBy,
                decidedAt,
                episode,
                next,
                cooldown,
                recentFills);
    }

    private StrategyInstance withBestPrice(Price price) {
        return position == null
                ? this
                : withPosition(
                        new Position(position.direction(), position.quantity(), position.averageEntryPrice(), price));
    }

    private StrategyInstance withExitFailed() {
        if (episode == null || episode.closing() == null) {
            return this;
        }
        Closing closing = episode.closing();
        var failed = new Closing(closing.section(), closing.orderId(), closing.at(), true);
        return next(
                state,
                decidedAt,
                new Episode(
                        episode.id(),
                        episode.startedAt(),
                        episode.enteredAt(),
                        episode.entryOrderId(),
                        failed,
                        episode.exitAttempts()),
                cooldown);
    }
}
