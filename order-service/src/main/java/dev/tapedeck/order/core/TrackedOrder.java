package dev.tapedeck.order.core;

import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An order as the fold of its events. Immutable.
 *
 * @param intendedAt time of the approval that it follows from
 * @param attempts requests that were started
 * @param timesQueued how often it was said to wait, for another reason each time
 * @param waiting why it waits, or waited before its last request; absent once the venue was heard
 * @param cancelRequested whether an operator wants it cancelled
 * @param turnover sum of price times quantity over all fills, exact
 * @param dealIds of the fills that were applied
 */
public record TrackedOrder(
        OrderApproved order,
        @Nullable String correlationId,
        Instant intendedAt,
        Phase phase,
        int attempts,
        int timesQueued,
        @Nullable Waiting waiting,
        boolean cancelRequested,
        @Nullable String venueOrderId,
        Quantity filled,
        BigDecimal turnover,
        Set<String> dealIds) {

    private static final int AVERAGE_SCALE = 12;

    /** Where the order is. */
    public enum Phase {
        INTENDED,
        /** Surely not at the venue, and waiting until it may go. */
        QUEUED,
        SUBMITTED,
        UNKNOWN,
        ACKNOWLEDGED,
        PARTIALLY_FILLED,
        FILLED,
        CANCELLED,
        REJECTED,
        EXPIRED;

        public boolean isFinal() {
            return compareTo(FILLED) >= 0;
        }

        /** Returns whether the reply to the last request decides what becomes of the order. */
        boolean awaitsReply() {
            return this == INTENDED || this == SUBMITTED;
        }

        /** Returns whether whoever sends the order may say that it is not at the venue: no earlier request is unanswered for all that the log knows. */
        boolean isSurelyAway() {
            return awaitsReply() || this == QUEUED;
        }

        /** Returns whether no word of the venue is known yet. */
        public boolean isUnheard() {
            return isSurelyAway() || this == UNKNOWN;
        }
    }

    static TrackedOrder intended(OrderApproved order, @Nullable String correlationId, Instant at) {
        return new TrackedOrder(
                order,
                correlationId,
                at,
                Phase.INTENDED,
                0,
                0,
                null,
                false,
                null,
                Quantity.ZERO,
                BigDecimal.ZERO,
                Set.of());
    }

    public String orderId() {
        return order.orderId();
    }

    public Quantity remaining() {
        return order.quantity().minus(filled);
    }

    TrackedOrder in(Phase next) {
        return changed(next, attempts, timesQueued, null, venueOrderId);
    }

    TrackedOrder queued(Waiting why) {
        return changed(Phase.QUEUED, attempts, timesQueued + 1, why, venueOrderId);
    }

    TrackedOrder submitted(int attempt) {
        return changed(Phase.SUBMITTED, attempt, timesQueued, waiting, venueOrderId);
    }

    TrackedOrder acknowledged(String venueId) {
        return changed(phase.isUnheard() ? Phase.ACKNOWLEDGED : phase, attempts, timesQueued, null, venueId);
    }

    TrackedOrder cancelWanted() {
        return new TrackedOrder(
                order,
                correlationId,
                intendedAt,
                phase,
                attempts,
                timesQueued,
                waiting,
                true,
                venueOrderId,
                filled,
                turnover,
                dealIds);
    }

    private TrackedOrder changed(
            Phase next, int attemptsMade, int queuedSoFar, @Nullable Waiting why, @Nullable String venueId) {
        return new TrackedOrder(
                order,
                correlationId,
                intendedAt,
                next,
                attemptsMade,
                queuedSoFar,
                why,
                cancelRequested,
                venueId,
                filled,
                turnover,
                dealIds);
    }

    TrackedOrder with(Phase next, String dealId, Price price, Quantity quantity) {
        var deals = new TreeSet<>(dealIds);
        deals.add(dealId);
        return new TrackedOrder(
                order,
                correlationId,
                intendedAt,
                next,
                attempts,
                timesQueued,
                null,
                cancelRequested,
                venueOrderId,
                filled.plus(quantity),
                turnover.add(price.value().multiply(quantity.contracts())),
                deals);
    }

    /** Returns the average price after one more execution, rounded half even at 12 decimals. */
    Price averageWith(Price price, Quantity quantity) {
        BigDecimal total = turnover.add(price.value().multiply(quantity.contracts()));
        return new Price(total.divide(filled.plus(quantity).contracts(), AVERAGE_SCALE, RoundingMode.HALF_EVEN));
    }
}
