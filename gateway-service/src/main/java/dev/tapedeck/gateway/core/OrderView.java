package dev.tapedeck.gateway.core;

import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.event.RiskEvent.RiskCheck;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as all its events together tell it. What a denied order never had, or what is not known yet, is absent.
 *
 * @param slippageBps of all fills, weighted by quantity; positive when worse than the decision price
 * @param reason of the last event that has one: denial, rejection, cancellation, queueing, doubt
 */
public record OrderView(
        String orderId,
        String sessionId,
        @Nullable String strategyId,
        Symbol symbol,
        @Nullable String episodeId,
        @Nullable String signalId,
        @Nullable Purpose purpose,
        @Nullable Side side,
        @Nullable Direction direction,
        State state,
        @Nullable Quantity quantity,
        Quantity filled,
        @Nullable Price averagePrice,
        @Nullable Price decisionPrice,
        @Nullable Price limitPrice,
        @Nullable Price stopLossPrice,
        @Nullable Integer leverage,
        @Nullable BigDecimal slippageBps,
        Usdt fee,
        @Nullable String reason,
        List<RiskCheck> checks,
        @Nullable String venueOrderId,
        Instant createdAt,
        Instant updatedAt,
        List<ChainLink> chain) {

    public OrderView {
        checks = List.copyOf(checks);
        chain = List.copyOf(chain);
    }

    /** Where the order is in its life. */
    public enum State {
        APPROVED,
        DENIED,
        INTENDED,
        SUBMITTED,
        ACKNOWLEDGED,
        PARTIALLY_FILLED,
        FILLED,
        CANCELLED,
        REJECTED,
        QUEUED,
        EXPIRED,
        UNKNOWN;

        /** Returns whether nothing happens to the order any more. */
        public boolean isFinal() {
            return switch (this) {
                case DENIED, FILLED, CANCELLED, REJECTED, EXPIRED -> true;
                case APPROVED, INTENDED, SUBMITTED, ACKNOWLEDGED, PARTIALLY_FILLED, QUEUED, UNKNOWN -> false;
            };
        }
    }
}
