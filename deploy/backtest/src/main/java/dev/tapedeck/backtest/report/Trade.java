package dev.tapedeck.backtest.report;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.contracts.value.Usdt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A position of one strategy on one symbol from flat to flat, or what is open of it. Amounts are exact but for the cost of a part of a position, which is rounded to 12 decimals.
 *
 * @param exitAt when it became flat; absent while it is open
 * @param quantity contracts that were entered, all together
 * @param open contracts that are held still; zero when it is closed
 * @param averageEntryPrice weighted by contracts, rounded to 12 decimals
 * @param averageExitPrice as the entry's; absent when nothing was closed or the venue did not say
 * @param notional what was entered, at the prices of the fills
 * @param pnl realised: what was sold for less what it was bought for, less {@code fees}; without {@code funding}
 * @param returnPercent 100 {@code pnl / notional}, so on the position without its leverage
 * @param funding received when positive, paid when negative
 * @param slippage what the fills cost more than at the prices that the strategy saw; negative when they cost less
 * @param slippageBps {@code slippage} over the same contracts at the prices that the strategy saw
 * @param closedBy absent while it is open
 */
public record Trade(
        String strategyId,
        Symbol symbol,
        Direction direction,
        String episodeId,
        Instant entryAt,
        @Nullable Instant exitAt,
        Quantity quantity,
        Quantity open,
        Price averageEntryPrice,
        @Nullable Price averageExitPrice,
        Usdt notional,
        Usdt pnl,
        double returnPercent,
        Usdt fees,
        Usdt funding,
        Usdt slippage,
        double slippageBps,
        @Nullable Closing closedBy) {

    /** Returns whether the position is flat. */
    public boolean hasEnded() {
        return exitAt != null;
    }

    Trade withFunding(Usdt amount) {
        return new Trade(
                strategyId,
                symbol,
                direction,
                episodeId,
                entryAt,
                exitAt,
                quantity,
                open,
                averageEntryPrice,
                averageExitPrice,
                notional,
                pnl,
                returnPercent,
                fees,
                funding.plus(amount),
                slippage,
                slippageBps,
                closedBy);
    }
}
