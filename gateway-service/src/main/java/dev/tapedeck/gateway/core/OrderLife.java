package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.Event;
import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.OrderEvent;
import dev.tapedeck.contracts.event.OrderEvent.OrderAcknowledged;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelRequested;
import dev.tapedeck.contracts.event.OrderEvent.OrderCancelled;
import dev.tapedeck.contracts.event.OrderEvent.OrderExpired;
import dev.tapedeck.contracts.event.OrderEvent.OrderFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderIntended;
import dev.tapedeck.contracts.event.OrderEvent.OrderPartiallyFilled;
import dev.tapedeck.contracts.event.OrderEvent.OrderQueued;
import dev.tapedeck.contracts.event.OrderEvent.OrderRejected;
import dev.tapedeck.contracts.event.OrderEvent.OrderSubmitted;
import dev.tapedeck.contracts.event.OrderEvent.OrderUnknown;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.OrderDenied;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.gateway.core.OrderView.State;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fold of one order's verdict, life and fills, which come from three topics and in any order among them. Keeps at most
 * {@value #EVENTS_MAX} events of each kind; the state follows all of them.
 */
public final class OrderLife {
    private static final int EVENTS_MAX = 200;

    private final String orderId;
    private final String sessionId;
    private final Symbol symbol;
    private final List<LoggedEvent> verdicts = new ArrayList<>();
    private final List<LoggedEvent> steps = new ArrayList<>();
    private final List<LoggedEvent> fills = new ArrayList<>();

    private @Nullable OrderApproved approved;
    private @Nullable OrderDenied denied;
    private @Nullable State step;
    private @Nullable String reason;
    private @Nullable String venueOrderId;
    private @Nullable Price averagePrice;
    private @Nullable OrderQueued queued;
    private @Nullable Instant waitsSince;
    private Quantity filledBySteps = Quantity.ZERO;
    private Quantity filledByFills = Quantity.ZERO;
    private BigDecimal fillValue = BigDecimal.ZERO;
    private BigDecimal slippageValue = BigDecimal.ZERO;
    private Usdt fee = Usdt.ZERO;
    private @Nullable Instant createdAt;
    private @Nullable Instant updatedAt;

    public OrderLife(String orderId, String sessionId, Symbol symbol) {
        this.orderId = orderId;
        this.sessionId = sessionId;
        this.symbol = symbol;
    }

    public void approve(OrderApproved order, LoggedEvent logged) {
        approved = order;
        remember(verdicts, logged);
    }

    public void deny(OrderDenied order, LoggedEvent logged) {
        denied = order;
        reason = order.reason().name();
        remember(verdicts, logged);
    }

    public void step(OrderEvent event, LoggedEvent logged) {
        remember(steps, logged);
        reason = null;
        switch (event) {
            case OrderIntended intended -> {
                step = State.INTENDED;
                approved = approved == null ? intended.order() : approved;
            }
            case OrderSubmitted ignored -> step = State.SUBMITTED;
            case OrderAcknowledged acknowledged -> {
                step = State.ACKNOWLEDGED;
                waitsSince = null;
                venueOrderId = acknowledged.venueOrderId();
            }
            case OrderUnknown unknown -> {
                step = State.UNKNOWN;
                reason = unknown.cause() + ": " + unknown.detail();
            }
            case OrderPartiallyFilled partial -> {
                step = State.PARTIALLY_FILLED;
                executed(partial.filled(), partial.averagePrice());
            }
            case OrderFilled full -> {
                step = State.FILLED;
                executed(full.filled(), full.averagePrice());
            }
            case OrderCancelled cancelled -> {
                step = State.CANCELLED;
                filledBySteps = cancelled.filled();
                reason = cancelled.reason();
            }
            case OrderRejected rejected -> {
                step = State.REJECTED;
                reason = rejected.reason() + " (" + rejected.venueCode() + "): " + rejected.message();
            }
            case OrderQueued again -> {
                step = State.QUEUED;
                reason = again.reason();
                queued = again;
                waitsSince = waitsSince == null ? logged.event().time() : waitsSince;
            }
            case OrderCancelRequested request -> reason = "cancel requested by " + request.user();
            case OrderExpired expired -> {
                step = State.EXPIRED;
                venueOrderId = expired.venueOrderId() == null ? venueOrderId : expired.venueOrderId();
                reason = expired.cause() == null ? null : expired.cause() + ": " + expired.detail();
            }
        }
    }

    public void fill(FillRecorded fill, LoggedEvent logged) {
        remember(fills, logged);
        BigDecimal contracts = fill.quantity().contracts();
        filledByFills = filledByFills.plus(fill.quantity());
        fillValue = fillValue.add(contracts.multiply(fill.price().value()));
        slippageValue = slippageValue.add(contracts.multiply(fill.slippageBps()));
        fee = fee.plus(fill.fee());
        venueOrderId = fill.venueOrderId();
    }

    String sessionId() {
        return sessionId;
    }

    Symbol symbol() {
        return symbol;
    }

    State state() {
        if (step != null) {
            return step;
        }
        return denied != null ? State.DENIED : State.APPROVED;
    }

    /** Returns the signal that asked for it, once its verdict is known. */
    public @Nullable String signalId() {
        if (approved != null) {
            return approved.signalId();
        }
        return denied == null ? null : denied.signalId();
    }

    /** Returns what it belongs to, once its verdict is known: an episode of a strategy, or the request to close a position. */
    @Nullable
    String episodeId() {
        if (approved != null) {
            return approved.episodeId();
        }
        return denied == null ? null : denied.episodeId();
    }

    /** Returns the verdict and the steps, oldest first. */
    List<Event<?>> events() {
        var events = new ArrayList<Event<?>>();
        verdicts.forEach(logged -> events.add(logged.event()));
        steps.forEach(logged -> events.add(logged.event()));
        return events;
    }

    List<Event<?>> fills() {
        var events = new ArrayList<Event<?>>();
        fills.forEach(logged -> events.add(logged.event()));
        return events;
    }

    /** Returns the order as it is now; {@code origin} is what led to it, first cause first. */
    public OrderView view(List<ChainLink> origin) {
        OrderApproved yes = approved;
        OrderDenied no = denied;
        return new OrderView(
                orderId,
                sessionId,
                yes != null ? yes.strategyId() : no != null ? no.strategyId() : null,
                symbol,
                episodeId(),
                signalId(),
                yes != null ? yes.purpose() : no != null ? no.purpose() : null,
                yes == null ? null : yes.side(),
                yes == null ? null : yes.direction(),
                state(),
                yes == null ? null : yes.quantity(),
                filled(),
                averagePrice(),
                yes == null ? null : yes.decisionPrice(),
                yes == null ? null : yes.limitPrice(),
                yes == null ? null : yes.stopLossPrice(),
                yes == null ? null : yes.leverage(),
                slippageBps(),
                fee,
                reason,
                yes != null ? yes.checks() : no != null ? no.checks() : List.of(),
                venueOrderId,
                createdAt(),
                updatedAt == null ? Instant.EPOCH : updatedAt,
                chain(origin));
    }

    /** Returns how it waits, nothing when it does not; one that waits again without word from the venue has waited since the first time. */
    Optional<WaitingOrder> waiting(Instant now) {
        return step == State.QUEUED && queued != null && waitsSince != null
                ? Optional.of(WaitingOrder.of(queued, approved, waitsSince, now))
                : Optional.empty();
    }

    private Quantity filled() {
        return filledByFills.compareTo(filledBySteps) >= 0 ? filledByFills : filledBySteps;
    }

    private @Nullable Price averagePrice() {
        if (filledByFills.isZero()) {
            return averagePrice;
        }
        return new Price(fillValue.divide(filledByFills.contracts(), MathContext.DECIMAL64));
    }

    private @Nullable BigDecimal slippageBps() {
        return filledByFills.isZero()
                ? null
                : slippageValue.divide(filledByFills.contracts(), 4, RoundingMode.HALF_EVEN);
    }

    private List<ChainLink> chain(List<ChainLink> origin) {
        var chain = new ArrayList<>(origin);
        for (List<LoggedEvent> part : List.of(verdicts, steps, fills)) {
            part.forEach(logged -> chain.add(logged.link()));
        }
        return chain;
    }

    /** Returns the time of the first event that is known of the order. */
    public Instant createdAt() {
        return createdAt == null ? Instant.EPOCH : createdAt;
    }

    private void executed(Quantity filled, Price average) {
        filledBySteps = filled;
        averagePrice = average;
    }

    private void remember(List<LoggedEvent> part, LoggedEvent logged) {
        if (part.size() < EVENTS_MAX) {
            part.add(logged);
        }
        Instant at = logged.event().time();
        createdAt = createdAt == null || at.isBefore(createdAt) ? at : createdAt;
        updatedAt = updatedAt == null || at.isAfter(updatedAt) ? at : updatedAt;
    }
}
