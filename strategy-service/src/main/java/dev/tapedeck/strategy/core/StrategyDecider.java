package dev.tapedeck.strategy.core;

import dev.tapedeck.contracts.event.AcknowledgementEvent.TradingStateAcknowledged;
import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FeedEvent.FeedStatusChanged;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.IndicatorEvent.IndicatorsUpdated;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelled;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.PositionEvent.PositionCorrected;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.event.SessionEvent.SessionChanged;
import dev.tapedeck.contracts.event.SignalEvent;
import dev.tapedeck.contracts.event.SignalEvent.PauseCause;
import dev.tapedeck.contracts.event.SignalEvent.TransitionReason;
import dev.tapedeck.contracts.event.TradingStateEvent;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.TradingStateEvent.TradingStateChanged;
import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.event.VenueEvent.VenueStatusChanged;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.kit.decide.Decider;
import dev.tapedeck.kit.decide.Draft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Decides for every strategy instance, a session times a strategy times a symbol. The command is the input event itself. An input that says nothing
 * new yields nothing, so every input may come twice; inputs of other kinds yield nothing. All waiting is in event time of indicator values, since
 * other inputs may carry other clocks.
 */
public final class StrategyDecider implements Decider<StrategyBook, Event<?>> {

    @Override
    public StrategyBook initial() {
        return new StrategyBook(Map.of());
    }

    @Override
    public List<Draft> decide(StrategyBook book, Event<?> input, Instant at) {
        return switch (input.data()) {
            case IndicatorsUpdated market -> {
                var drafts = new ArrayList<Draft>();
                for (StrategyInstance instance : book.of(market.symbol())) {
                    new MarketRules(new InstanceDecision(instance, input.id(), at, drafts), market).apply();
                }
                yield drafts;
            }
            case SessionChanged session -> new SessionRules(book, session, input.id(), at).apply();
            case FeedStatusChanged feed -> onFeed(book, input, feed, at);
            case VenueStatusChanged venue -> onVenue(book, input, venue, at);
            case TradingStateChanged trading -> onTradingState(book, input, trading, at);
            case TradingStateAcknowledged obeyed ->
                List.of(new Draft(obeyed.eventId(), obeyed.subject(), obeyed.subject(), null, obeyed));
            case OrderDenied denied ->
                ended(
                        book,
                        input,
                        at,
                        denied.symbol(),
                        denied.orderId(),
                        TransitionReason.ENTRY_DENIED,
                        true,
                        "denied: " + denied.reason());
            case OrderRejected rejected ->
                ended(
                        book,
                        input,
                        at,
                        rejected.symbol(),
                        rejected.orderId(),
                        TransitionReason.ENTRY_REJECTED,
                        true,
                        "rejected: " + rejected.reason() + " " + rejected.venueCode() + " " + rejected.message());
            case OrderExpired expired ->
                ended(
                        book,
                        input,
                        at,
                        expired.symbol(),
                        expired.orderId(),
                        TransitionReason.ENTRY_EXPIRED,
                        true,
                        "expired");
            case OrderCancelled cancelled ->
                ended(
                        book,
                        input,
                        at,
                        cancelled.symbol(),
                        cancelled.orderId(),
                        TransitionReason.ENTRY_CANCELLED,
                        cancelled.filled().isZero(),
                        "cancelled: " + cancelled.reason());
            case FillRecorded fill -> onFill(book, input, fill, at);
            case PositionCorrected correction ->
                each(
                        book.of(correction.symbol()).stream()
                                .filter(instance -> instance.sessionId().equals(correction.sessionId())),
                        input,
                        at,
                        decision -> OrderRules.corrected(decision, input.id(), correction));
            default -> List.of();
        };
    }

    @Override
    public StrategyBook evolve(StrategyBook book, Event<?> event) {
        if (event.data() instanceof SignalEvent signal) {
            book.apply(event.id(), event.time(), signal);
        }
        return book;
    }

    private static List<Draft> onFeed(StrategyBook book, Event<?> input, FeedStatusChanged feed, Instant at) {
        boolean fresh = feed.state().isFresh();
        return each(
                book.of(feed.symbol()).stream(),
                input,
                at,
                decision -> pause(
                        decision,
                        PauseCause.FEED_NOT_FRESH,
                        !fresh,
                        fresh ? TransitionReason.FEED_FRESH : TransitionReason.FEED_NOT_FRESH,
                        feed.state() + ", age " + feed.ageMillis() + " ms: " + feed.reason()));
    }

    private static List<Draft> onVenue(StrategyBook book, Event<?> input, VenueStatusChanged venue, Instant at) {
        boolean available = venue.breaker() == Breaker.CLOSED;
        return each(
                book.all(),
                input,
                at,
                decision -> pause(
                        decision,
                        PauseCause.VENUE_UNAVAILABLE,
                        !available,
                        available ? TransitionReason.VENUE_AVAILABLE : TransitionReason.VENUE_UNAVAILABLE,
                        venue.venue() + " breaker " + venue.breaker() + ": " + venue.reason()));
    }

    private static List<Draft> onTradingState(
            StrategyBook book, Event<?> input, TradingStateChanged trading, Instant at) {
        boolean active = trading.state() == State.ACTIVE;
        return each(
                book.all()
                        .filter(instance -> trading.binds(
                                instance.sessionId(), instance.definition().id(), instance.symbol())),
                input,
                at,
                decision -> pause(
                        decision,
                        cause(trading),
                        !active,
                        active ? TransitionReason.TRADING_RESUMED : TransitionReason.TRADING_REDUCED,
                        trading.scope() + " " + trading.scopeId() + " " + trading.state() + " by " + trading.who()
                                + ": " + trading.why()));
    }

    private static PauseCause cause(TradingStateChanged trading) {
        return switch (trading.scope()) {
            case GLOBAL ->
                trading.scopeId().equals(TradingStateEvent.WATCHDOG)
                        ? PauseCause.TRADING_WATCHDOG
                        : PauseCause.TRADING_GLOBAL;
            case SESSION -> PauseCause.TRADING_SESSION;
            case STRATEGY -> PauseCause.TRADING_STRATEGY;
            case SYMBOL -> PauseCause.TRADING_SYMBOL;
        };
    }

    private static void pause(
            InstanceDecision decision, PauseCause cause, boolean holds, TransitionReason reason, String detail) {
        StrategyInstance instance = decision.instance();
        boolean matters = instance.running() || instance.position() != null;
        if (!matters || instance.isPausedBy(cause) == holds) {
            return;
        }
        var causes = EnumSet.of(cause);
        causes.addAll(instance.pausedBy());
        if (!holds) {
            causes.remove(cause);
        }
        decision.pausedBy(List.copyOf(causes), reason, detail);
    }

    private static List<Draft> ended(
            StrategyBook book,
            Event<?> input,
            Instant at,
            Symbol symbol,
            String orderId,
            TransitionReason entryReason,
            boolean unfilled,
            String detail) {
        return each(book.of(symbol).stream(), input, at, decision -> {
            if (unfilled) {
                OrderRules.entryFailed(decision, orderId, entryReason, detail);
            }
            OrderRules.exitFailed(decision, orderId, detail);
        });
    }

    private static List<Draft> onFill(StrategyBook book, Event<?> input, FillRecorded fill, Instant at) {
        return each(
                Stream.ofNullable(book.find(fill.sessionId(), fill.strategyId(), fill.symbol())),
                input,
                at,
                decision -> OrderRules.filled(decision, fill));
    }

    private static List<Draft> each(
            Stream<StrategyInstance> instances, Event<?> input, Instant at, Consumer<InstanceDecision> rule) {
        var drafts = new ArrayList<Draft>();
        instances.forEach(instance -> rule.accept(new InstanceDecision(instance, input.id(), at, drafts)));
        return drafts;
    }
}
