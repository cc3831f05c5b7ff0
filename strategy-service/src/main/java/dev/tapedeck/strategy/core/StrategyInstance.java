package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.OrderIds;
import dev.tapedeck.contracts.event.SignalEvent;
import dev.tapedeck.contracts.event.SignalEvent.BestPriceReached;
import dev.tapedeck.contracts.event.SignalEvent.ConditionHoldChanged;
import dev.tapedeck.contracts.event.SignalEvent.EntryIntent;
import dev.tapedeck.contracts.event.SignalEvent.NearMissed;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * @param holds since when a comparison holds that has to hold for some time, by section and place, only for sections that are evaluated
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
        List<String> recentFills,
        Map<String, Instant> holds) {

    static final int RECENT_FILLS_MAX = 256;

    StrategyInstance {
        pausedBy = List.copyOf(pausedBy);
        recentFills = List.copyOf(recentFills);
        holds = Collections.unmodifiableMap(new TreeMap<>(holds));
    }

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

    /** Returns whether the state asks the conditions of the section; on values that are not fresh it asks none. */
    boolean evaluates(Section section) {
        boolean fresh = !isPausedBy(PauseCause.FEED_NOT_FRESH);
        boolean mayEnter = running && !paused();
        return switch (section) {
            case S1 -> state == StrategyState.MONITORING && mayEnter;
            case O1 -> state == StrategyState.SIGNAL_DETECTED && fresh;
            case Z1 -> state == StrategyState.SIGNAL_DETECTED && mayEnter;
            case ZE1 -> state == StrategyState.POSITION_ACTIVE && fresh;
            case E1 -> (state == StrategyState.POSITION_ACTIVE || state == StrategyState.CLOSE_EVALUATION) && fresh;
        };
    }

    /** Returns since when the comparison of this condition holds; null when it does not, or need not for any time. */
    @Nullable
    Instant heldSince(Section section, int condition) {
        return holds.isEmpty() ? null : holds.get(hold(section, condition));
    }

    private static String hold(Section section, int condition) {
        return section + "/" + condition;
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
                List.of(),
                Map.of());
    }

    /** Returns the instance after one of its own events, which carries the id and time that it has on the log. */
    StrategyInstance after(String eventId, Instant at, SignalEvent event) {
        StrategyInstance next = switch (event) {
            case StrategyActivated activated -> withDefinition(activated.definition());
            case StrategyStateChanged changed -> afterChange(changed, at);
            case SignalRaised raised -> afterSignal(raised, eventId, at);
            case StrategyPositionChanged changed -> afterFill(changed, at);
            case BestPriceReached reached -> withBestPrice(reached.price());
            case ConditionHoldChanged changed -> afterHold(changed, at);
            case NearMissed missed -> episode == null ? this : withEpisode(episode.missed(missed.reason()));
        };
        return next.holds.isEmpty() ? next : next.withoutOldHolds();
    }

    private StrategyInstance afterSignal(SignalRaised raised, String eventId, Instant at) {
        Episode opened =
                episode == null || raised.section() == Section.S1 ? Episode.opened(raised.episodeId(), at) : episode;
        String orderId = OrderIds.forSignal(eventId);
        return switch (raised.section()) {
            case S1 -> next(raised.to(), at, opened, null);
            case O1 -> next(raised.to(), at, opened, cooldownAfterCancel(opened, at));
            case Z1 -> next(raised.to(), at, entered(opened, raised.entry(), at, orderId), null);
            case ZE1, E1 -> next(raised.to(), at, opened.closing(raised.section(), orderId, at), null);
        };
    }

    private static Episode entered(Episode opened, @Nullable EntryIntent intent, Instant at, String orderId) {
        return intent == null ? opened : opened.entered(new Episode.Entry(at, orderId, intent.stopLossPrice()));
    }

    /** A detection that never entered is looked away from as long as it could have; one that did, like after any exit. */
    private Cooldown cooldownAfterCancel(Episode cancelled, Instant at) {
        return cancelled.entries() == 0
                ? new Cooldown(cancelled.startedAt(), definition.entryTimeoutSeconds())
                : new Cooldown(at, definition.cooldownSeconds());
    }

    private StrategyInstance afterChange(StrategyStateChanged changed, Instant at) {
        StrategyInstance paused = withPausedBy(changed.pausedBy());
        return switch (changed.reason()) {
            case SESSION_STARTED -> paused.withRunning(true).inState(changed.to());
            case SESSION_STOPPED -> paused.withRunning(false).inState(changed.to());
            case ENTRY_TIMED_OUT, COOLDOWN_STARTED ->
                paused.next(changed.to(), at, episode, new Cooldown(at, definition.cooldownSeconds()));
            case COOLDOWN_ENDED -> paused.next(changed.to(), at, episode, null);
            case REENTRY_AWAITED -> paused.next(changed.to(), at, episode == null ? null : episode.awaiting(at), null);
            case ENTRY_DENIED, ENTRY_REJECTED, ENTRY_CANCELLED, ENTRY_EXPIRED ->
                paused.next(changed.to(), decidedAt, episode, cooldownSinceDecision(at));
            case EXIT_FAILED -> episode == null ? paused : paused.withEpisode(episode.closingFailed());
            case EXIT_FILLED -> paused.next(changed.to(), decidedAt, episode == null ? null : episode.closed(), null);
            case POSITION_CLOSED_ELSEWHERE ->
                paused.next(
                        changed.to(),
                        decidedAt,
                        episode == null ? null : episode.closed().ended(),
                        null);
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
        var fills = new ArrayList<>(recentFills);
        fills.add(changed.fillId());
        if (fills.size() > RECENT_FILLS_MAX) {
            fills.removeFirst();
        }
        Episode known = episode == null ? Episode.opened(changed.episodeId(), at) : episode;
        return with(definition, running, pausedBy, known, held(changed), fills, holds);
    }

    private @Nullable Position held(StrategyPositionChanged changed) {
        Price average = changed.averageEntryPrice();
        if (average == null) {
            return null;
        }
        Price best = position == null ? average : position.bestPrice();
        return new Position(changed.direction(), changed.quantity(), average, best);
    }

    /** It counts as a decision: what an older value says about the time before is late. */
    private StrategyInstance afterHold(ConditionHoldChanged changed, Instant at) {
        var next = new TreeMap<>(holds);
        String key = hold(changed.section(), changed.condition());
        if (changed.holds()) {
            next.put(key, at);
        } else {
            next.remove(key);
        }
        return next(state, at, episode, cooldown).withHolds(next);
    }

    /** What a state does not evaluate it does not remember. */
    private StrategyInstance withoutOldHolds() {
        var kept = new TreeMap<>(holds);
        kept.keySet().removeIf(key -> !evaluates(Section.valueOf(key.substring(0, key.indexOf('/')))));
        return kept.size() == holds.size() ? this : withHolds(kept);
    }

    /** An episode ends with the cool-down after it: what a late fill opens then is no reason to enter again. */
    private StrategyInstance next(
            StrategyState to, @Nullable Instant at, @Nullable Episode known, @Nullable Cooldown nextCooldown) {
        Episode nextEpisode = known != null && to == StrategyState.COOLDOWN ? known.ended() : known;
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
                recentFills,
                holds);
    }

    private StrategyInstance inState(StrategyState to) {
        return next(to, decidedAt, episode, to == StrategyState.COOLDOWN ? cooldown : null);
    }

    /** Places in a section mean other conditions when the sections are others. */
    private StrategyInstance withDefinition(StrategyDefinition next) {
        boolean sameSections = next.sections().equals(definition.sections());
        return with(next, running, pausedBy, episode, position, recentFills, sameSections ? holds : Map.of());
    }

    private StrategyInstance withPausedBy(List<PauseCause> causes) {
        return with(definition, running, causes, episode, position, recentFills, holds);
    }

    private StrategyInstance withRunning(boolean runs) {
        return with(definition, runs, pausedBy, episode, position, recentFills, holds);
    }

    private StrategyInstance withEpisode(Episode next) {
        return with(definition, running, pausedBy, next, position, recentFills, holds);
    }

    private StrategyInstance withHolds(Map<String, Instant> next) {
        return with(definition, running, pausedBy, episode, position, recentFills, next);
    }

    private StrategyInstance withBestPrice(Price price) {
        if (position == null) {
            return this;
        }
        var better = new Position(position.direction(), position.quantity(), position.averageEntryPrice(), price);
        return with(definition, running, pausedBy, episode, better, recentFills, holds);
    }

    private StrategyInstance with(
            StrategyDefinition nextDefinition,
            boolean runs,
            List<PauseCause> causes,
            @Nullable Episode nextEpisode,
            @Nullable Position nextPosition,
            List<String> fills,
            Map<String, Instant> nextHolds) {
        return new StrategyInstance(
                sessionId,
                symbol,
                nextDefinition,
                runs,
                state,
                causes,
                decidedAt,
                nextEpisode,
                nextPosition,
                cooldown,
                fills,
                nextHolds);
    }
}
