package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.OrderEvent.OrderQueued;
import dev.tapedeck.contracts.event.OrderEvent.QueueCause;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order that cannot go to the venue now. What is only in its approval is absent while that is not known.
 *
 * @param since when it began to wait, by the clock of the order service
 * @param ageMillis how long it waits, by the clock of the gateway
 * @param expiresAt when it will not be sent any more; absent when it waits for as long as it takes
 * @param reason the numbers that were compared, for people
 */
public record WaitingOrder(
        String orderId,
        String sessionId,
        @Nullable String strategyId,
        Symbol symbol,
        @Nullable Purpose purpose,
        @Nullable Direction direction,
        @Nullable Quantity quantity,
        Instant since,
        long ageMillis,
        @Nullable Instant expiresAt,
        @Nullable QueueCause cause,
        String reason) {

    static WaitingOrder of(OrderQueued queued, @Nullable OrderApproved order, Instant since, Instant now) {
        return new WaitingOrder(
                queued.orderId(),
                queued.sessionId(),
                order == null ? null : order.strategyId(),
                queued.symbol(),
                order == null ? null : order.purpose(),
                order == null ? null : order.direction(),
                order == null ? null : order.quantity(),
                since,
                Math.max(0, Duration.between(since, now).toMillis()),
                queued.expiresInMillis() == 0 ? null : since.plusMillis(queued.expiresInMillis()),
                queued.cause(),
                queued.reason());
    }
}
