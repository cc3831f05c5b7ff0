package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * The life of an order. Topic {@code order-events}, key: the session, subject: the order id. The fold of these events is the whole state
 * of the order service.
 */
public sealed interface OrderEvent extends EventData {
    String sessionId();

    String orderId();

    Symbol symbol();

    /** Written before any byte leaves: from here on the order may exist at the venue. Carries all that is needed to act on it after a crash; the checks stay with the approval. */
    record OrderIntended(String sessionId, String orderId, Symbol symbol, RiskEvent.OrderApproved order)
            implements OrderEvent {}

    /**
     * The request left.
     *
     * @param attempt 1 for the first
     */
    record OrderSubmitted(String sessionId, String orderId, Symbol symbol, int attempt) implements OrderEvent {}

    /** The venue has the order. */
    record OrderAcknowledged(String sessionId, String orderId, Symbol symbol, String venueOrderId)
            implements OrderEvent {}

    /** The outcome is not known; exposure counts at the worst case until evidence comes. */
    record OrderUnknown(String sessionId, String orderId, Symbol symbol, UnknownCause cause, String detail)
            implements OrderEvent {}

    enum UnknownCause {
        TIMEOUT,
        CONNECTION_LOST,
        SERVER_ERROR,
        UNREADABLE_REPLY
    }

    /**
     * Part of the order was executed. The topic of fills is the projection of this and of {@link OrderFilled}.
     *
     * @param filled contracts so far
     * @param averagePrice over all fills so far, rounded to 12 decimals
     */
    record OrderPartiallyFilled(
            String sessionId,
            String orderId,
            Symbol symbol,
            Quantity filled,
            Quantity remaining,
            Price averagePrice,
            FillEvent.FillRecorded fill)
            implements OrderEvent {}

    /** The last part was executed. */
    record OrderFilled(
            String sessionId,
            String orderId,
            Symbol symbol,
            Quantity filled,
            Price averagePrice,
            FillEvent.FillRecorded fill)
            implements OrderEvent {}

    /**
     * The order ended with less than its quantity filled.
     *
     * @param filled may be more than zero
     */
    record OrderCancelled(String sessionId, String orderId, Symbol symbol, Quantity filled, String reason)
            implements OrderEvent {}

    /**
     * The venue said no, definitively.
     *
     * @param venueCode as sent, 0 when the venue gave none
     */
    record OrderRejected(
            String sessionId, String orderId, Symbol symbol, RejectionReason reason, int venueCode, String message)
            implements OrderEvent {}

    enum RejectionReason {
        INSUFFICIENT_MARGIN,
        SYMBOL_UNAVAILABLE,
        INVALID_LEVERAGE,
        QUANTITY_OUT_OF_RANGE,
        INVALID_PRICE,
        POSITION_NOT_FOUND,
        NOT_PERMITTED,
        RATE_LIMITED,
        VENUE_UNAVAILABLE,
        CLOCK_SKEW,
        NOT_FOUND_AT_VENUE,
        OTHER
    }

    /**
     * The order cannot go now and waits. Orders that reduce a position wait for as long as it takes and go first; entries expire.
     *
     * @param expiresInMillis from the event's time; 0 for never
     * @param reason the cause and the numbers that were compared, for people
     */
    record OrderQueued(
            String sessionId,
            String orderId,
            Symbol symbol,
            long expiresInMillis,
            String reason,
            @Nullable QueueCause cause)
            implements OrderEvent {}

    enum QueueCause {
        /** The circuit breaker to the venue is open. */
        BREAKER_OPEN,
        /** The venue is back, and positions are not compared with it yet. */
        RECONCILING,
        /** The outcome of another order on the symbol is not known. */
        UNKNOWN_ON_SYMBOL,
        /** The venue's rate limit is used up, or it said so itself. */
        RATE_LIMITED,
        /** The venue said that no order exists and that a later attempt may succeed. */
        VENUE_UNAVAILABLE,
        /** Our clock and the venue's differed. */
        CLOCK_SKEW
    }

    /**
     * The order is not at the venue and will not be sent.
     *
     * @param venueOrderId absent, unless the venue ended it
     * @param cause absent in records of before it was known
     * @param detail the numbers that were compared, for people
     */
    record OrderExpired(
            String sessionId,
            String orderId,
            Symbol symbol,
            @Nullable String venueOrderId,
            @Nullable ExpiryCause cause,
            @Nullable String detail)
            implements OrderEvent {}

    enum ExpiryCause {
        /** It waited for longer than an entry may. */
        TIME_TO_LIVE,
        /** The price moved too far from the one that the strategy saw. */
        PRICE_DRIFT,
        TRADING_HALTED,
        TRADING_REDUCING,
        /** Too many orders wait already. */
        QUEUE_FULL,
        /** Too many orders wait for the venue's rate limit already. */
        RATE_LIMITED,
        /** An operator took it back while it waited. */
        CANCELLED
    }

    /** An operator wants the order cancelled; whether it was comes as its end. */
    record OrderCancelRequested(String sessionId, String orderId, Symbol symbol, String user) implements OrderEvent {}
}
