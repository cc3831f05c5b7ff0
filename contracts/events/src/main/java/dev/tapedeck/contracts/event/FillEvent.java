package dev.tapedeck.contracts.event;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Side;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.math.BigDecimal;

/** Executions. Topic {@code fills}, key: the session, subject: the order id. */
public sealed interface FillEvent extends EventData {
    /**
     * The venue executed part or all of an order.
     *
     * @param fillId the venue's deal id
     * @param fee paid when positive, received when negative
     * @param decisionPrice what the strategy saw
     * @param slippageBps how much worse than the decision price; negative when better
     */
    record FillRecorded(
            String sessionId,
            String orderId,
            String venueOrderId,
            String fillId,
            String strategyId,
            Symbol symbol,
            String episodeId,
            RiskEvent.Purpose purpose,
            Side side,
            Direction direction,
            Price price,
            Quantity quantity,
            Usdt notional,
            Usdt fee,
            boolean taker,
            Price decisionPrice,
            BigDecimal slippageBps)
            implements FillEvent {}
}
