package dev.tapedeck.simulator.core;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for, with the venue's own numbers, not yet checked.
 *
 * @param price USDT; null where the client sent none
 * @param vol contracts
 * @param leverage 0 where the client sent none
 * @param openType 1 isolated, 2 cross
 * @param externalOid the client's own id; empty where it sent none
 * @param positionMode 1 hedge, 2 one-way, 0 where the client sent none
 * @param stopLossPrice attached protective stop in USDT, with {@code lossTrend} 1 last, 2 fair, 3 index price
 */
public record OrderRequest(
        String symbol,
        int side,
        int type,
        @Nullable BigDecimal price,
        BigDecimal vol,
        int leverage,
        int openType,
        String externalOid,
        int positionMode,
        boolean reduceOnly,
        @Nullable BigDecimal stopLossPrice,
        @Nullable BigDecimal takeProfitPrice,
        int lossTrend,
        int profitTrend) {

    static OrderRequest marketClose(Position position, long contracts, String externalOid) {
        return new OrderRequest(
                position.market().instrument().symbol(),
                Side.closing(position.isLong()).number(),
                OrderType.MARKET.number(),
                null,
                BigDecimal.valueOf(contracts),
                0,
                position.openType(),
                externalOid,
                0,
                false,
                null,
                null,
                1,
                1);
    }
}
