package dev.tapedeck.order.out;

import dev.tapedeck.contracts.event.OrderEvent.ExpiryCause;
import dev.tapedeck.contracts.event.OrderEvent.QueueCause;
import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.OrderEvent.UnknownCause;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.TradingStateEvent.State;
import dev.tapedeck.contracts.event.VenueEvent.Breaker;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.order.core.OrderCommand;
import dev.tapedeck.order.out.OpenOrder.Stand;
import dev.tapedeck.venue.CommandReply;
import dev.tapedeck.venue.Lookup;
import dev.tapedeck.venue.NewOrder;
import dev.tapedeck.venue.PlacementReply;
import dev.tapedeck.venue.VenueFailure;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets orders go to the venue, those that reduce a position first. What cannot go now waits, and the log says why; a waiting order goes only after the core said that it
 * still may. Owned by the desk's event loop.
 */
final class Dispatch {
    /** Below what the HTTP client queues, so that it never refuses. */
    private static final int PLACING_MAX = 64;

    private static final int PLACING_ENTRIES_MAX = 48;
    private static final long RETRY_FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int RETRY_DOUBLINGS_MAX = 5;

    private record LeverageKey(Symbol symbol, Direction direction) {
        static LeverageKey of(OpenOrder order) {
            return new LeverageKey(order.order.symbol(), order.order.direction());
        }
    }

    private record Obstacle(QueueCause cause, String detail) {}

    private final DeskLoop loop;
    private final OpenOrders open;
    private final VenueCalls venue;
    private final VenueLine line;
    private final TradingHalts halts;
    private final RateBudget creations;
    private final RateBudget leverages;
    private final BooleanSupplier mayAct;
    private final BooleanSupplier ready;
    private final Questions questions;
    private final Map<LeverageKey, Integer> leverageSet = new HashMap<>();
    private final Set<LeverageKey> leverageAsked = new HashSet<>();
    private final Set<Symbol> pricesAsked = new HashSet<>();
    private boolean pumpIsDue;

    Dispatch(
            DeskLoop loop,
            OpenOrders open,
            VenueCalls venue,
            VenueLine line,
            TradingHalts halts,
            RateBudget creations,
            RateBudget leverages,
            BooleanSupplier mayAct,
            BooleanSupplier ready,
            Questions questions) {
        this.loop = loop;
        this.open = open;
        this.venue = venue;
        this.line = line;
        this.halts = halts;
        this.creations = creations;
        this.leverages = leverages;
        this.mayAct = mayAct;
        this.ready = ready;
        this.questions = questions;
    }

    /** Lets go what can go, once for all that is said until then: looking at every order for each word about one would cost more than it brings. */
    void pumpSoon() {
        if (!pumpIsDue) {
            pumpIsDue = true;
            loop.run(this::pump);
        }
    }

    /** Lets go what can go. */
    void pump() {
        pumpIsDue = false;
        // When there is no room for an order there is none for those after it.
        for (OpenOrder order = open.awayAfter(null); order != null && !isFull(order); order = open.awayAfter(order)) {
            offer(order);
        }
        loop.waiting(open.waiting());
    }

    /** Ends the waiting entries that a trading state forbids. */
    void dropForbidden() {
        open.away().stream().filter(order -> halts.of(order) != State.ACTIVE).forEach(this::dropHalted);
    }

    /** Ends the entries that waited too long. */
    void dropExpired() {
        Instant now = loop.now();
        open.away().stream()
                .filter(order -> order.expiresAt != null && !now.isBefore(order.expiresAt))
                .forEach(order -> drop(order, ExpiryCause.TIME_TO_LIVE, "waited until " + order.expiresAt));
    }

    /** Ends an order that is surely not at the venue. */
    void drop(OpenOrder order, ExpiryCause cause, String detail) {
        open.move(order, Stand.ENDING);
        loop.tell(order, new OrderCommand.Drop(order.id(), cause, detail), loop.now());
    }

    /** Returns whether an entry that is forbidden by now may be on its way to the venue. */
    boolean isForbiddenUnderWay() {
        return open.placing().stream().anyMatch(order -> halts.of(order) != State.ACTIVE);
    }

    /** The core lets a waiting order go. What it said of an earlier attempt may come late and lets nothing go. */
    void onReleased(OpenOrder order, int attempt) {
        if (order.stand == Stand.RELEASING && attempt == order.attempts + 1) {
            order.attempts = attempt;
            order.queuedFor = null;
            open.move(order, Stand.AWAY);
            if (halts.of(order) != State.ACTIVE) {
                dropHalted(order);
            } else if (mayAct.getAsBoolean()) {
                place(order);
            }
        }
    }

    private void offer(OpenOrder order) {
        if (halts.of(order) != State.ACTIVE) {
            dropHalted(order);
            return;
        }
        Obstacle obstacle = obstacle(order);
        if (obstacle != null) {
            hold(order, obstacle);
        } else if (hasWay(order)) {
            go(order);
        }
    }

    private @Nullable Obstacle obstacle(OpenOrder order) {
        if (line.breaker() != Breaker.CLOSED) {
            return new Obstacle(QueueCause.BREAKER_OPEN, "the circuit breaker to the venue is " + line.breaker());
        }
        if (!line.isReconciled(order, loop.now())) {
            return new Obstacle(
                    QueueCause.RECONCILING,
                    "positions were not compared with the venue's since the order service started or the venue is back");
        }
        if (!order.reduces() && open.hasUnknownOn(order.order.symbol(), order)) {
            return new Obstacle(
                    QueueCause.UNKNOWN_ON_SYMBOL,
                    "the outcome of another order on " + order.order.symbol() + " is not known");
        }
        if (!order.reduces() && open.hasExitPutOff()) {
            return new Obstacle(
                    QueueCause.VENUE_UNAVAILABLE,
                    "an exit that the venue put off is not through: who cannot leave must not enter");
        }
        if (!creations.allows(loop.nanos(), order.reduces())) {
            return new Obstacle(
                    QueueCause.RATE_LIMITED,
                    order.reduces()
                            ? "no order creation is left in the venue's rate limit"
                            : "no order creation is left in the venue's rate limit beside those for exits");
        }
        return null;
    }

    /** What keeps an order for a moment only is not worth a word on the log. */
    private boolean hasWay(OpenOrder order) {
        return loop.nanos() - order.notBeforeNanos >= 0
                && mayAct.getAsBoolean()
                && (order.queuedFor == null
                        || ready.getAsBoolean()
                        || (order.reduces() && line.hasReducingWaited(loop.now())))
                && (order.reduces() || !leverageAsked.contains(LeverageKey.of(order)))
                && !isFull(order);
    }

    /** Returns whether as many requests are under way as may be beside an order of its kind. */
    private boolean isFull(OpenOrder order) {
        return open.placing().size() >= (order.reduces() ? PLACING_MAX : PLACING_ENTRIES_MAX);
    }

    private void go(OpenOrder order) {
        if (order.queuedFor != null && !order.reduces()) {
            askForPrice(order.order.symbol());
        } else if (order.queuedFor != null) {
            release(order, null);
        } else {
            creations.take(loop.nanos());
            order.attempts++;
            loop.tell(order, new OrderCommand.StartSubmission(order.id(), order.attempts), order.intendedAt);
            place(order);
        }
    }

    /** One question serves all entries on the symbol that wait. */
    private void askForPrice(Symbol symbol) {
        if (pricesAsked.add(symbol)) {
            loop.request("the price of " + symbol, venue.price(symbol), answer -> {
                pricesAsked.remove(symbol);
                if (answer instanceof Lookup.Found<Price>(Price price)) {
                    releaseEntries(symbol, price);
                }
            });
        }
    }

    private void releaseEntries(Symbol symbol, Price price) {
        for (OpenOrder order : open.away()) {
            boolean waits = order.queuedFor != null && !order.reduces();
            if (waits && order.order.symbol().equals(symbol) && obstacle(order) == null && hasWay(order)) {
                release(order, price);
            }
        }
    }

    private void release(OpenOrder order, @Nullable Price price) {
        creations.take(loop.nanos());
        open.move(order, Stand.RELEASING);
        loop.tell(order, new OrderCommand.Release(order.id(), order.attempts + 1, price), loop.now());
    }

    private void hold(OpenOrder order, Obstacle obstacle) {
        if (order.queuedFor != obstacle.cause() && !open.isUnknown(order)) {
            order.queuedFor = obstacle.cause();
            loop.tell(order, new OrderCommand.Hold(order.id(), obstacle.cause(), obstacle.detail()), loop.now());
        }
    }

    private void dropHalted(OpenOrder order) {
        State state = halts.of(order);
        drop(
                order,
                state == State.HALTED ? ExpiryCause.TRADING_HALTED : ExpiryCause.TRADING_REDUCING,
                "trading is " + state);
    }

    /** The leverage of a symbol is set before its first entry; later ones find it as it was. */
    private void place(OpenOrder order) {
        LeverageKey key = LeverageKey.of(order);
        boolean isSet = Objects.equals(leverageSet.get(key), order.order.leverage());
        if (order.reduces() || isSet) {
            send(order);
        } else if (leverages.allows(loop.nanos(), false)) {
            askForLeverage(order, key);
        } else {
            away(
                    order,
                    new Obstacle(QueueCause.RATE_LIMITED, "no change of leverage is left in the venue's rate limit"));
        }
    }

    /** While it is under way the other entries there wait: they need the same answer. */
    private void askForLeverage(OpenOrder order, LeverageKey key) {
        leverages.take(loop.nanos());
        leverageAsked.add(key);
        open.move(order, Stand.SENT);
        open.beginPlacing(order);
        CompletionStage<CommandReply> reply = venue.setLeverage(key.symbol(), key.direction(), order.order.leverage());
        loop.request("the leverage of " + key.symbol(), reply, answer -> {
            leverageAsked.remove(key);
            pumpSoon();
        });
        loop.request(order, reply, answer -> onLeverage(order, key, answer));
    }

    private void onLeverage(OpenOrder order, LeverageKey key, CommandReply reply) {
        switch (reply) {
            case CommandReply.Done ignored -> {
                leverageSet.put(key, order.order.leverage());
                sendOrDrop(order);
            }
            case CommandReply.Failed(VenueFailure failure) -> {
                if (failure.cause().isRetryable()) {
                    away(order, new Obstacle(QueueCause.VENUE_UNAVAILABLE, "leverage was not set: " + failure));
                } else {
                    open.move(order, Stand.ENDING);
                    reject(order, RejectionReason.INVALID_LEVERAGE, failure.code(), failure.detail());
                }
            }
        }
    }

    /** Trading may have been halted while the leverage was set. */
    private void sendOrDrop(OpenOrder order) {
        if (halts.of(order) == State.ACTIVE) {
            send(order);
        } else {
            dropHalted(order);
        }
    }

    private void send(OpenOrder order) {
        open.move(order, Stand.SENT);
        open.beginPlacing(order);
        order.lastSentNanos = loop.nanos();
        CompletionStage<PlacementReply> reply =
                venue.place(newOrder(order.order)).exceptionally(broken -> unusable(order.id(), broken));
        loop.request(order, reply, answer -> onReply(order, answer));
    }

    /** A fault of ours says nothing about the venue: the order may be there. */
    private PlacementReply unusable(String orderId, Throwable broken) {
        loop.broke("the placement of order " + orderId, broken);
        return new PlacementReply.Unknown(UnknownCause.UNREADABLE_REPLY, "the reply could not be used: " + broken);
    }

    private void onReply(OpenOrder order, PlacementReply reply) {
        switch (reply) {
            case PlacementReply.Accepted accepted -> {
                open.hear(order, accepted.venueOrderId(), loop.nanos());
                Instant at = accepted.venueTime() == null ? order.intendedAt : accepted.venueTime();
                loop.tell(order, new OrderCommand.Acknowledge(order.id(), accepted.venueOrderId()), at);
            }
            case PlacementReply ignored when order.stand != Stand.SENT -> {
                // A frame was faster and said that the order is there.
            }
            case PlacementReply.AlreadyPlaced ignored -> {
                open.loseTrack(order);
                questions.ask(order);
            }
            case PlacementReply.Refused refused -> reject(order, refused.reason(), refused.code(), refused.message());
            case PlacementReply.Retryable retryable -> onRetryable(order, retryable);
            case PlacementReply.Unknown unknown -> {
                open.loseTrack(order);
                loop.tell(
                        order,
                        new OrderCommand.LoseTrack(order.id(), unknown.cause(), unknown.detail()),
                        order.intendedAt);
            }
        }
    }

    private void reject(OpenOrder order, RejectionReason reason, int code, String message) {
        loop.tell(order, new OrderCommand.Reject(order.id(), reason, code, message), order.intendedAt);
    }

    private void onRetryable(OpenOrder order, PlacementReply.Retryable reply) {
        String detail = "the venue said " + reply.code() + ": " + reply.message();
        switch (reply.reason()) {
            case RATE_LIMITED -> {
                creations.backOff(loop.nanos());
                away(order, new Obstacle(QueueCause.RATE_LIMITED, detail));
            }
            case CLOCK_SKEW -> away(order, new Obstacle(QueueCause.CLOCK_SKEW, detail));
            default -> away(order, new Obstacle(QueueCause.VENUE_UNAVAILABLE, detail));
        }
    }

    /** No order exists, and a later attempt may succeed. */
    private void away(OpenOrder order, Obstacle obstacle) {
        open.move(order, Stand.AWAY);
        open.findTrack(order);
        long backOff = RETRY_FIRST_NANOS << Math.min(order.failures, RETRY_DOUBLINGS_MAX);
        order.failures++;
        order.notBeforeNanos = loop.nanos() + backOff;
        order.queuedFor = null;
        hold(order, obstacle);
    }

    private static NewOrder newOrder(OrderApproved order) {
        return new NewOrder(
                order.orderId(),
                order.symbol(),
                order.side(),
                order.direction(),
                order.limitPrice() == null ? NewOrder.Kind.MARKET : NewOrder.Kind.IMMEDIATE_OR_CANCEL,
                order.quantity(),
                order.limitPrice(),
                order.leverage(),
                order.stopLossPrice());
    }
}
